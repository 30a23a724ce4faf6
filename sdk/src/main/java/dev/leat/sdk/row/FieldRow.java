package dev.leat.sdk.row;

import dev.leat.sdk.internal.json.JsonObjects;
import dev.leat.sdk.internal.json.JsonValues;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row built field by field, for sources that do not speak JSON. Immutable.
 *
 * <p>Values may be null, {@code Boolean}, {@code Short}, {@code Integer}, {@code Long}, {@code
 * BigInteger}, {@code BigDecimal}, finite {@code Float} and {@code Double}, {@code String}, {@code
 * byte[]} (sent as base64), {@code Instant}, {@code OffsetDateTime}, {@code LocalDate}, {@code
 * LocalDateTime}, {@code LocalTime}, {@code UUID}, and lists and string-keyed maps of these.
 * Numbers are written with every digit.
 */
public final class FieldRow implements Row {

  private final byte[] json;
  private final Map<String, Object> fields;

  private FieldRow(Map<String, Object> fields) {
    this.fields = Collections.unmodifiableMap(fields);
    this.json = JsonValues.write(this.fields);
  }

  /** A row without fields, to be followed by {@link #with}. */
  public static FieldRow empty() {
    return new FieldRow(new LinkedHashMap<>());
  }

  /**
   * A row of these fields, in their iteration order.
   *
   * @throws IllegalArgumentException if a value is of no type listed above; the message names its
   *     field
   */
  public static FieldRow of(Map<String, ?> fields) {
    return new FieldRow(new LinkedHashMap<>(fields));
  }

  /**
   * A row of one field; add more by {@link #with}.
   *
   * @param value null is allowed
   * @throws IllegalArgumentException as {@link #of(Map)} does
   */
  public static FieldRow of(String field, Object value) {
    return empty().with(field, value);
  }

  /**
   * This row with one more field; a field of that name is replaced in place.
   *
   * @param value null is allowed
   * @throws IllegalArgumentException as {@link #of(Map)} does
   */
  public FieldRow with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new FieldRow(more);
  }

  /** The fields, in order; unmodifiable; values may be null. */
  public Map<String, Object> fields() {
    return fields;
  }

  @Override
  public Optional<String> text(String field) {
    return JsonObjects.text(json, 0, field);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(json);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row && json().equals(row.json());
  }

  @Override
  public int hashCode() {
    return json().hashCode();
  }

  /** The row as JSON text. */
  @Override
  public String toString() {
    return json();
  }
}
