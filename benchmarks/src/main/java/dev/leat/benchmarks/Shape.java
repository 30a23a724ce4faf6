package dev.leat.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a row looks like beyond the eight columns of table {@code user}. */
public enum Shape {
  /** The eight columns, about 300 bytes. */
  USER,
  /** 500 columns of text, whole numbers, decimals and booleans, about 9 kB. */
  WIDE,
  /** One more column: objects and lists, four levels deep. */
  NESTED,
  /** The eight columns, and in the fifth row an address of 50 MB. */
  LONG_STRING;

  private static final int WIDE_COLUMNS = 500;

  /** The columns of table {@code user}, in the order of their rows. */
  public static final List<String> COLUMNS =
      List.of("id", "name", "email", "address", "company", "job", "updatedAt", "createdAt");

  /** The names of the further columns, in the order of their rows. */
  public List<String> extras() {
    return switch (this) {
      case USER, LONG_STRING -> List.of();
      case NESTED -> List.of("profile");
      case WIDE ->
          IntStream.rangeClosed(1, WIDE_COLUMNS - COLUMNS.size())
              .mapToObj("column_%03d"::formatted)
              .toList();
    };
  }

  /**
   * The shape of a name in lower case.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Shape named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
