package dev.leat.declarative.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a file, with the place where it is written. Immutable. */
public sealed interface Node {

  /** Where it is written. */
  Mark mark();

  /**
   * The value without places, for templates and for comparing: null, {@code Boolean}, {@code Long},
   * {@code BigInteger}, {@code Double}, {@code String}, {@code List} or {@code Map}. A fresh copy
   * that can be changed.
   */
  Object plain();

  /** Whether the value counts as something: not null, false, zero or empty. */
  boolean isTruthy();

  /** How messages call the type of the value. */
  String typeName();

  /**
   * Text, a number, a boolean or nothing.
   *
   * @param value null, or a {@code Boolean}, {@code Long}, {@code BigInteger}, {@code Double} or
   *     {@code String}
   */
  record Scalar(Object value, Mark mark) implements Node {

    @Override
    public Object plain() {
      return value;
    }

    @Override
    public boolean isTruthy() {
      boolean zero = value instanceof Number number && number.doubleValue() == 0;
      return value != null && !value.equals(false) && !value.equals("") && !zero;
    }

    @Override
    public String typeName() {
      if (value == null) {
        return "nothing";
      }
      if (value instanceof String) {
        return "text";
      }
      return value instanceof Boolean
          ? "a boolean"
          : value instanceof Double ? "a number" : "a whole number";
    }
  }

  /** Values in order. */
  record Sequence(List<Node> items, Mark mark) implements Node {

    /** Keeps a copy of the items. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Object plain() {
      List<Object> plain = new ArrayList<>(items.size());
      items.forEach(each -> plain.add(each.plain()));
      return plain;
    }

    @Override
    public boolean isTruthy() {
      return !items.isEmpty();
    }

    @Override
    public String typeName() {
      return "a list";
    }
  }

  /** Values by name, in the order in which they are written. */
  record Mapping(Map<String, Field> fields, Mark mark) implements Node {

    /** Keeps a copy of the fields. */
    public Mapping {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Whether there is a field of that name. */
    public boolean has(String name) {
      return fields.containsKey(name);
    }

    /**
     * The value of a field.
     *
     * @return null if there is none
     */
    public Node value(String name) {
      Field field = fields.get(name);
      return field == null ? null : field.value();
    }

    /**
     * The text of a field.
     *
     * @return empty if there is none, or it is not text
     */
    public String text(String name) {
      return value(name) instanceof Scalar scalar && scalar.value() instanceof String text
          ? text
          : "";
    }

    @Override
    public Object plain() {
      Map<Object, Object> plain = new LinkedHashMap<>();
      fields.forEach((name, field) -> plain.put(name, field.value().plain()));
      return plain;
    }

    @Override
    public boolean isTruthy() {
      return !fields.isEmpty();
    }

    @Override
    public String typeName() {
      return "a mapping";
    }
  }

  /**
   * A value in a mapping.
   *
   * @param value the value
   * @param key where its name is written
   * @param inherited whether it came from parameters and is not written in the mapping itself
   */
  record Field(Node value, Mark key, boolean inherited) {}
}
