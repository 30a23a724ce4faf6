package dev.leat.declarative.airbyte;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may stand in a field: one of these. */
sealed interface FieldType {

  /** How messages call it. */
  String describe();

  /** Text, a number, a boolean, nothing, a mapping or a list of whatever. */
  record Plain(String name) implements FieldType {
    @Override
    public String describe() {
      return switch (name) {
        case "string" -> "text";
        case "integer" -> "a whole number";
        case "number" -> "a number";
        case "boolean" -> "true or false";
        case "object" -> "a mapping";
        case "array" -> "a list";
        case "null" -> "nothing";
        default -> "anything";
      };
    }
  }

  /** One of several words. */
  record Word(List<String> words) implements FieldType {
    @Override
    public String describe() {
      return String.join(", ", words);
    }
  }

  /** A component of a type. */
  record Component(String name) implements FieldType {
    @Override
    public String describe() {
      return name;
    }
  }

  /** Several values of a type. */
  record Several(FieldType item) implements FieldType {
    @Override
    public String describe() {
      return "a list of " + item.describe();
    }
  }

  /** Values of a type by names of the author's own. */
  record Named(FieldType value) implements FieldType {
    @Override
    public String describe() {
      return "a mapping of names to " + value.describe();
    }
  }

  /** A mapping with fields of its own. */
  record Inline(ComponentShape shape) implements FieldType {
    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /** One of several types. */
  record Either(List<FieldType> options) implements FieldType {
    @Override
    public String describe() {
      return String.join(" or ", options.stream().map(FieldType::describe).toList());
    }
  }

  /**
   * What a component holds.
   *
   * @param fields its fields by name
   * @param closed whether any other field is an error
   */
  record ComponentShape(Map<String, Required> fields, boolean closed) {

    /** Whether it is an author's own component, whose fields nobody knows. */
    boolean isCustom() {
      return fields.containsKey("class_name");
    }
  }

  /**
   * A field.
   *
   * @param type what may stand in it
   * @param required whether it must be there
   * @param atLeast the least number, or the least number of items; 0 for none
   */
  record Required(FieldType type, boolean required, int atLeast) {}

  /** Reads {@code string|[Component]|map<string>|{word,word}|obj{name*:string}}. */
  final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    FieldType type() {
      List<FieldType> options = new ArrayList<>();
      options.add(one());
      while (at < text.length() && text.charAt(at) == '|') {
        at++;
        options.add(one());
      }
      return options.size() == 1 ? options.get(0) : new Either(options);
    }

    private FieldType one() {
      if (take("[")) {
        FieldType item = type();
        take("]");
        return new Several(item);
      }
      if (take("map<")) {
        FieldType value = type();
        take(">");
        return new Named(value);
      }
      if (take("closed{")) {
        return new Inline(shape(true));
      }
      if (take("obj{")) {
        return new Inline(shape(false));
      }
      if (take("{")) {
        int end = text.indexOf('}', at);
        List<String> words = List.of(text.substring(at, end).split(",", -1));
        at = end + 1;
        return new Word(words);
      }
      String name = word();
      boolean component = Character.isUpperCase(name.charAt(0));
      return component ? new Component(name) : new Plain(name);
    }

    private ComponentShape shape(boolean closed) {
      Map<String, Required> fields = new LinkedHashMap<>();
      while (!take("}")) {
        String name = word();
        boolean required = take("*");
        take(":");
        fields.put(name, new Required(type(), required, 0));
        take(",");
      }
      return new ComponentShape(fields, closed);
    }

    private String word() {
      int from = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || "_$.".indexOf(text.charAt(at)) >= 0)) {
        at++;
      }
      if (from == at) {
        throw new IllegalStateException("no type at " + at + " of " + text);
      }
      return text.substring(from, at);
    }

    private boolean take(String sign) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return true;
      }
      return false;
    }
  }
}
