package dev.leat.declarative.model;

import dev.leat.declarative.template.Template;
import dev.leat.declarative.template.TemplateException;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.sdk.error.SourceDataException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A text of a file that may hold expressions, and the names that are fixed where it is written.
 * Immutable, for any number of threads.
 *
 * @param template the text
 * @param fixed values by name, besides those that an evaluation gives; they win
 */
public record Expression(Template template, Map<String, Object> fixed) {

  /** Keeps the names. */
  public Expression {
    fixed = Map.copyOf(fixed);
  }

  /** Whether it is plain text: nothing in it is evaluated. */
  public boolean isPlain() {
    return template.isPlain();
  }

  /** What the file says. */
  public String text() {
    return template.text();
  }

  /**
   * Its value with its own type; plain text that is a literal is what the literal says.
   *
   * @throws SourceDataException if it cannot be evaluated; the message says where it is written
   */
  public Object value(Map<String, ?> names) {
    return said(() -> template.value(all(names)));
  }

  /**
   * Its value; null where it asks something of a value that does not exist.
   *
   * @throws SourceDataException if it cannot be evaluated for another reason
   */
  public Object valueOrNull(Map<String, ?> names) {
    return said(
        () -> {
          try {
            return template.value(all(names));
          } catch (TemplateException e) {
            if (e.kind() == ErrorKind.UNDEFINED) {
              return null;
            }
            throw e;
          }
        });
  }

  /**
   * Its value as text. Plain text is itself.
   *
   * @throws SourceDataException if it cannot be evaluated
   */
  public String print(Map<String, ?> names) {
    return isPlain() ? text() : said(() -> template.print(all(names)));
  }

  /**
   * Whether it holds. What asks something of a value that does not exist does not hold.
   *
   * @throws SourceDataException if it cannot be evaluated for another reason
   */
  public boolean holds(Map<String, ?> names) {
    return said(
        () -> {
          try {
            return template.condition(all(names));
          } catch (TemplateException e) {
            if (e.kind() == ErrorKind.UNDEFINED) {
              return false;
            }
            throw e;
          }
        });
  }

  private Map<String, Object> all(Map<String, ?> names) {
    Map<String, Object> all = new HashMap<>(names);
    all.putAll(fixed);
    return all;
  }

  private static <T> T said(Supplier<T> evaluation) {
    try {
      return evaluation.get();
    } catch (TemplateException e) {
      throw new SourceDataException(e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return text();
  }
}
