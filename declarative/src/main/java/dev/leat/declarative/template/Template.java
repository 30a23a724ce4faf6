package dev.leat.declarative.template;

import dev.leat.declarative.template.run.CompiledTemplate;
import dev.leat.declarative.template.run.Evaluation;
import dev.leat.declarative.template.syntax.PlacedException;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Literals;
import dev.leat.declarative.template.value.Undefined;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A text with expressions in it. Immutable, for any number of threads.
 *
 * <p>It is evaluated in a context: what its names stand for, as Java's own values (see {@link
 * dev.leat.declarative.template.value}). A template can change lists and maps of its context, as in
 * the original; one that is handed over as unmodifiable stays as it is, and the attempt is an
 * error.
 */
public final class Template {

  private static final String QUOTES = "\"\"\"";

  private final Templates engine;
  private final String text;
  private final Place place;
  private final boolean plain;

  Template(Templates engine, String text, Place place) {
    this.engine = engine;
    this.text = text;
    this.place = place;
    this.plain = !text.contains("{{") && !text.contains("{%") && !text.contains("{#");
  }

  /** What the file says. */
  public String text() {
    return text;
  }

  /** Where it says it. */
  public Place place() {
    return place;
  }

  /** Whether it is plain text: nothing in it is evaluated. */
  public boolean isPlain() {
    return plain;
  }

  /**
   * The names that it reads from its context.
   *
   * @throws TemplateException if it is not a template
   */
  public Set<String> names() {
    return located(() -> engine.compiled(text).names());
  }

  /**
   * Its value, with nothing read into it. A template that is one expression gives the value of that
   * expression, a value that does not exist gives the empty text. Text around expressions gives
   * text. Plain text gives what it says if it is a literal, so {@code 5} is a number and {@code
   * '5'} a text.
   *
   * @throws TemplateException if it is not a template, or cannot be evaluated
   */
  public Object value(Map<String, ?> context) {
    return located(
        () -> {
          if (isPlain()) {
            Object literal = Literals.read(text);
            return literal == Literals.NONE ? text : literal;
          }
          CompiledTemplate compiled = engine.compiled(text);
          Evaluation evaluation = evaluation(compiled, context);
          if (!compiled.isExpression()) {
            return compiled.print(evaluation);
          }
          Object value = compiled.value(evaluation);
          return value instanceof Undefined ? "" : unquoted(value);
        });
  }

  /** What the filter {@code string} puts around a text, to be read back, is not part of it. */
  private static Object unquoted(Object value) {
    return value instanceof String text
            && text.length() >= 2 * QUOTES.length()
            && text.startsWith(QUOTES)
            && text.endsWith(QUOTES)
        ? text.substring(QUOTES.length(), text.length() - QUOTES.length())
        : value;
  }

  /**
   * Whether its {@link #value} counts as true in a condition: false are nothing, zero, what is
   * empty, and the texts of these.
   *
   * @throws TemplateException if it is not a template, or cannot be evaluated
   */
  public boolean condition(Map<String, ?> context) {
    return !Rereading.isFalse(value(context));
  }

  /**
   * What it prints.
   *
   * @throws TemplateException if it is not a template, or cannot be evaluated
   */
  public String print(Map<String, ?> context) {
    return located(
        () -> {
          CompiledTemplate compiled = engine.compiled(text);
          return compiled.print(evaluation(compiled, context));
        });
  }

  /**
   * Its value to the letter of the original: what it prints, read back as a literal if it is one.
   * An expression whose types do not fit gives the text of the template; an empty result, or one
   * that asks something of a value that does not exist, gives the default.
   *
   * @param context what its names stand for
   * @param fallback the template to evaluate instead of an empty one; empty for None. A text field
   *     uses the template itself
   * @param accepted the types that the field accepts; none for all of them
   * @return a value of Python's; null for None
   * @throws TemplateException if it is not a template, or cannot be evaluated
   */
  public Object reread(
      Map<String, ?> context, Optional<String> fallback, Set<LiteralType> accepted) {
    return located(() -> Rereading.of(engine, text, context, fallback, accepted));
  }

  /**
   * Whether the original takes it for true: its value, reread, is none of those that it takes for
   * false.
   *
   * @throws TemplateException if it is not a template, or cannot be evaluated
   */
  public boolean rereadCondition(Map<String, ?> context) {
    return !Rereading.isFalse(reread(context, Optional.of("False"), Set.of()));
  }

  private Evaluation evaluation(CompiledTemplate compiled, Map<String, ?> context) {
    Rereading.requireCurrent(text);
    Rereading.requireNames(compiled, context, text);
    return engine.evaluation(context);
  }

  private <T> T located(Supplier<T> body) {
    try {
      return body.get();
    } catch (PlacedException e) {
      throw new TemplateException(e.kind(), place, e.tag().line(), e.tag().text(), e.getMessage());
    } catch (StackOverflowError e) {
      throw new TemplateException(ErrorKind.LIMIT, place, 1, text, "goes too deep");
    }
  }
}
