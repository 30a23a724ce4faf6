package dev.leat.declarative.airbyte;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every type of component, what it holds, and the types that have a name. */
final class Components {

  /** All of them. */
  static final Components ALL = new Components();

  private final Map<String, FieldType.ComponentShape> shapes = new HashMap<>();
  private final Map<String, FieldType> named = new HashMap<>();

  private Components() {
    try (InputStream in = Components.class.getResourceAsStream("components.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      read(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(List<String> lines) {
    Map<String, FieldType.Required> fields = Map.of();
    for (String line : lines) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split(" ", -1);
      if (line.startsWith(" ")) {
        boolean required = words[0].endsWith("*");
        String name = required ? words[0].substring(0, words[0].length() - 1) : words[0];
        int atLeast =
            words.length < 3 ? 0 : Integer.parseInt(words[2].substring(words[2].indexOf('=') + 1));
        FieldType type = new FieldType.Reader(words[1]).type();
        fields.put(name, new FieldType.Required(type, required, atLeast));
      } else if (words.length == 3) {
        named.put(words[0], new FieldType.Reader(words[2]).type());
      } else {
        fields = new LinkedHashMap<>();
        shapes.put(words[0], new FieldType.ComponentShape(fields, words.length == 2));
      }
    }
  }

  /**
   * What a type of component holds.
   *
   * @return null if no component has that type
   */
  FieldType.ComponentShape shape(String type) {
    return shapes.get(type);
  }

  /**
   * A type that only has a name, as {@code PrimaryKey}.
   *
   * @return null if there is none
   */
  FieldType named(String name) {
    return named.get(name);
  }

  /** The types of components. */
  Set<String> types() {
    return shapes.keySet();
  }
}
