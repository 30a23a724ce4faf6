package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.TemplateObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values that a loop can change for what follows it: {@code namespace(x=1)}. */
public final class Namespace extends TemplateObject {

  private final Map<Object, Object> fields = new LinkedHashMap<>();

  Namespace(Arguments given) {
    DictMethods.update(fields, given);
  }

  /** Sets a field. */
  public void set(String name, Object value) {
    fields.put(name, value);
  }

  @Override
  public String typeName() {
    return "Namespace";
  }

  @Override
  public String repr() {
    return "<Namespace " + Printer.repr(fields) + ">";
  }

  @Override
  public Object attribute(String name) {
    return fields.containsKey(name) ? fields.get(name) : UNKNOWN;
  }
}
