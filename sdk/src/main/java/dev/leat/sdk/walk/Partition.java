package dev.leat.sdk.walk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One part of a table, by the values that name it: {@code {"owner":"ada","repo":"engine"}}.
 * Immutable. Two are equal if they have the same fields with the same values, in whatever order.
 */
public final class Partition {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, String> fields;

  /** The same whichever thread makes it. */
  private String key;

  private Partition(Map<String, String> fields) {
    this.fields = Collections.unmodifiableMap(fields);
  }

  /** A partition that one value names. */
  public static Partition of(String field, String value) {
    return new Partition(Map.of()).with(field, value);
  }

  /** This partition with one more value, in place of any of that field. */
  public Partition with(String field, String value) {
    Map<String, String> more = new TreeMap<>(fields);
    more.put(field, value);
    return new Partition(more);
  }

  /** Both: the values of this and those of the other, which win. */
  public Partition with(Partition other) {
    Map<String, String> more = new TreeMap<>(fields);
    more.putAll(other.fields);
    return new Partition(more);
  }

  /**
   * The value of a field.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public String text(String field) {
    return Optional.ofNullable(fields.get(field))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "A partition has no \"" + field + "\": it has " + fields.keySet()));
  }

  /** All fields in the order of their names; unmodifiable. */
  public Map<String, String> fields() {
    return fields;
  }

  /** The partition as it is kept in a state: a JSON object. */
  String key() {
    if (key == null) {
      try {
        key = JSON.writeValueAsString(fields);
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return key;
  }

  /** Reads what {@link #key} gives. */
  static Partition ofKey(String key) {
    try {
      return new Partition(
          new TreeMap<>(JSON.readValue(key, new TypeReference<Map<String, String>>() {})));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("\"" + key + "\" names no partition", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Partition that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Its values, for people: {@code owner=ada, repo=engine}. */
  @Override
  public String toString() {
    return String.join(
        ", ", fields.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
