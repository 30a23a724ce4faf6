package dev.leat.declarative.template.value;

import java.util.function.Function;

/** Something that can be called: a macro, a method of a value, a filter. */
public final class Callable extends TemplateObject {

  private final String kind;
  private final Function<Arguments, Object> body;

  private Callable(String kind, Function<Arguments, Object> body) {
    this.kind = kind;
    this.body = body;
  }

  /** A function of this name. */
  public static Callable function(String name, Function<Arguments, Object> body) {
    return new Callable("function " + name, body);
  }

  /** A method of a value. */
  public static Callable method(Object owner, String name, Function<Arguments, Object> body) {
    return new Callable(
        "built-in method " + name + " of " + Printer.typeOf(owner) + " object", body);
  }

  /** A macro that a template defines. */
  public static Callable macro(String name, Function<Arguments, Object> body) {
    return new Callable("Macro '" + name + "'", body);
  }

  /** Calls it. */
  public Object call(Arguments arguments) {
    return body.apply(arguments);
  }

  @Override
  public String typeName() {
    return "builtin_function_or_method";
  }

  @Override
  public Object attribute(String name) {
    boolean macro = kind.startsWith("Macro '");
    return macro && name.equals("name") ? kind.substring(7, kind.length() - 1) : UNKNOWN;
  }

  /** Says what it is, without the address that the original prints. */
  @Override
  public String repr() {
    return "<" + kind + ">";
  }
}
