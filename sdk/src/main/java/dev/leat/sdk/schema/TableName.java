package dev.leat.sdk.schema;

/**
 * The name of a table as its source spells it. Immutable.
 *
 * @param value not blank, at most 200 characters, no control characters; case is kept
 */
public record TableName(String value) implements Comparable<TableName> {

  private static final int LONGEST = 200;

  /**
   * @throws IllegalArgumentException if the name is blank, too long or holds control characters
   */
  public TableName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A table needs a name that is not blank");
    }
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A table name has at most "
              + LONGEST
              + " characters, got "
              + value.length()
              + ": shorten \""
              + value.substring(0, 40)
              + "...\"");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "A table name has no control characters, got one in \""
              + value.replaceAll("\\p{Cntrl}", "?")
              + "\"");
    }
  }

  @Override
  public int compareTo(TableName other) {
    return value.compareTo(other.value);
  }

  // Written out, as each process compares names as soon as it starts: a record's own are woven at
  // their first call, which takes longer than most schemas do.
  @Override
  public boolean equals(Object other) {
    return other instanceof TableName name && value.equals(name.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
