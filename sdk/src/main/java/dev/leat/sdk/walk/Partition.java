package dev.leat.sdk.walk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One part of a table, by the values that name it: {@code {"owner":"ada","repo":"engine"}}.
 * Immutable. Two are equal if they have the same fields with the same values, in whatever order.
 */
public final class Partition {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** In the order of their names; kept small, since there may be very many of them. */
  private final ImmutableMap<String, String> fields;

  private final String key;

  private Partition(Map<String, String> fields) {
    this(ImmutableMap.copyOf(new TreeMap<>(fields)));
  }

  private Partition(ImmutableMap<String, String> sorted) {
    this.fields = sorted;
    try {
      this.key = JSON.writeValueAsString(sorted);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A partition that one value names. */
  public static Partition of(String field, String value) {
    return new Partition(ImmutableMap.of(field, value));
  }

  /** This partition with one more value, in place of any of that field. */
  public Partition with(String field, String value) {
    return with(of(field, value));
  }

  /** Both: the values of this and those of the other, which win. */
  public Partition with(Partition other) {
    Map<String, String> more = new HashMap<>(fields);
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
    return key;
  }

  /** Reads what {@link #key} gives. */
  static Partition ofKey(String key) {
    try {
      return new Partition(JSON.readValue(key, new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("\"" + key + "\" names no partition", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Partition that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** Its values, for people: {@code owner=ada, repo=engine}. */
  @Override
  public String toString() {
    return String.join(
        ", ", fields.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
