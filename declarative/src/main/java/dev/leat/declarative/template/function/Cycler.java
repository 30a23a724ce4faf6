package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.TemplateObject;
import java.util.List;

/** Values one after another, again and again; and a text that is empty the first time. */
final class Cycler extends TemplateObject {

  private final String type;
  private final List<Object> items;
  private final boolean again;
  private int at;

  private Cycler(String type, List<Object> items, boolean again) {
    this.type = type;
    this.items = items;
    this.again = again;
  }

  static Cycler of(List<Object> items) {
    return new Cycler("Cycler", items, true);
  }

  static Cycler joiner(Object between) {
    return new Cycler("Joiner", List.of("", between), false);
  }

  @Override
  public String typeName() {
    return type;
  }

  @Override
  public String repr() {
    return "<jinja2.utils." + type + " object>";
  }

  @Override
  public Object attribute(String name) {
    if (!again) {
      return name.equals("__call__") ? step(name) : UNKNOWN;
    }
    return switch (name) {
      case "next" -> step(name);
      case "current" -> items.get(at);
      case "reset" ->
          Callable.method(
              this,
              name,
              given -> {
                given.none();
                at = 0;
                return null;
              });
      default -> UNKNOWN;
    };
  }

  private Callable step(String name) {
    return Callable.method(
        this,
        name,
        given -> {
          given.none();
          Object value = items.get(at);
          at = again ? (at + 1) % items.size() : 1;
          return value;
        });
  }
}
