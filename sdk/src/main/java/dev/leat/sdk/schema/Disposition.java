package dev.leat.sdk.schema;

/** What a destination does with the rows of a table. */
public enum Disposition {
  /** One row a key: a new version replaces the stored one unless it is older. Needs a key. */
  MERGE,
  /** Every row is kept, in order of arrival. */
  APPEND,
  /** A complete sync replaces the whole table; the old rows stay until it has succeeded. */
  REPLACE;

  boolean needsKey() {
    return switch (this) {
      case MERGE -> true;
      case APPEND, REPLACE -> false;
    };
  }
}
