package dev.leat.declarative.template.value;

/**
 * Text that counts as escaped for HTML. What is added to it is escaped first, as Jinja does, even
 * though nothing here is HTML: {@code tojson} gives such text too.
 */
public final class Markup extends TemplateObject {

  private final String text;

  /**
   * @param text the text, escaped already
   */
  public Markup(String text) {
    this.text = text;
  }

  /** Escapes a value unless it is escaped already. */
  public static Markup escape(Object value) {
    return value instanceof Markup markup ? markup : new Markup(escaped(Printer.print(value)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  /** The text itself. */
  public String text() {
    return text;
  }

  @Override
  public String typeName() {
    return "Markup";
  }

  @Override
  public String repr() {
    return "Markup(" + Printer.repr(text) + ")";
  }

  @Override
  public String print() {
    return text;
  }

  @Override
  public boolean truth() {
    return !text.isEmpty();
  }

  @Override
  public Object operate(String operator, Object other, boolean reflected) {
    if (operator.equals("+") && (other instanceof String || other instanceof Markup)) {
      String escaped = escape(other).text;
      return new Markup(reflected ? escaped + text : text + escaped);
    }
    return UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Markup markup && text.equals(markup.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
