package dev.leat.declarative.document;

/**
 * Something that is wrong with a file.
 *
 * @param severity whether the file can be used all the same
 * @param mark where it is written
 * @param path where in the file's structure, for example {@code streams.0.retriever}; may be empty
 * @param message what is wrong, and what to do about it
 */
public record Problem(Severity severity, Mark mark, String path, String message) {

  /** Whether a file with the problem can be used. */
  public enum Severity {
    /** It cannot. */
    ERROR,
    /** It can, but it hardly does what its author thinks. */
    WARNING
  }

  /** A problem with which the file cannot be used. */
  public static Problem error(Mark mark, String path, String message) {
    return new Problem(Severity.ERROR, mark, path, message);
  }

  /** A problem with which the file can be used. */
  public static Problem warning(Mark mark, String path, String message) {
    return new Problem(Severity.WARNING, mark, path, message);
  }

  /** File, line, column, path and message on one line. */
  public String describe() {
    return mark + (path.isEmpty() ? "" : " (" + path + ")") + ": " + message;
  }
}
