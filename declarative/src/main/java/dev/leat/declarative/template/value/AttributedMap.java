package dev.leat.declarative.template.value;

import java.util.Collections;
import java.util.Map;

/**
 * A mapping that is not a dict: it has attributes of its own, and nothing in a template can change
 * it. A slice is one, or the last record.
 */
public final class AttributedMap extends TemplateObject {

  private final String type;
  private final Map<?, ?> entries;
  private final Map<String, ?> attributes;

  /**
   * @param type the name of the type, as messages show it
   * @param entries what it holds
   * @param attributes what can be asked of it besides; a name with a leading underscore is reached
   *     too if it is among these
   */
  public AttributedMap(String type, Map<?, ?> entries, Map<String, ?> attributes) {
    this.type = type;
    this.entries = Collections.unmodifiableMap(entries);
    this.attributes = attributes;
  }

  /** What it holds; cannot be changed. */
  public Map<?, ?> entries() {
    return entries;
  }

  @Override
  public String typeName() {
    return type;
  }

  @Override
  public String repr() {
    return Printer.repr(entries);
  }

  @Override
  public boolean truth() {
    if (!entries.isEmpty()) {
      return true;
    }
    return attributes.get("extra_fields") instanceof Map<?, ?> extra && !extra.isEmpty();
  }

  @Override
  public Object attribute(String name) {
    return attributes.containsKey(name) ? attributes.get(name) : UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    if (other instanceof AttributedMap map) {
      return type.equals(map.type) && Equality.equalMaps(entries, map.entries);
    }
    return other instanceof Map<?, ?> map && Equality.equalMaps(entries, map);
  }

  @Override
  public int hashCode() {
    return entries.size();
  }
}
