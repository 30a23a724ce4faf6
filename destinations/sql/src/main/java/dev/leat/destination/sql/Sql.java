package dev.leat.destination.sql;

/** What all databases spell alike. Stateless. */
public final class Sql {

  private Sql() {}

  /** A name that may hold anything, in quotes. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in quotes; it may hold anything but NUL. */
  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
