package dev.leat.declarative.template;

/**
 * What one evaluation of a template may spend, so that one that loops or grows ends with an error.
 *
 * @param steps operations: a loop's turn, a call, a character that a regular expression looks at
 * @param depth calls of the template's own macros within each other
 * @param size characters of a text, items of a list, digits of a number
 */
public record Limits(long steps, int depth, int size) {

  /**
   * Far above what published manifests need: 5 million steps, 100 levels, 10 million characters.
   */
  public static final Limits USUAL = new Limits(5_000_000, 100, 10_000_000);

  /** Checks that each limit leaves room. */
  public Limits {
    if (steps < 1 || depth < 1 || size < 1) {
      throw new IllegalArgumentException("a limit of a template must be at least 1");
    }
  }
}
