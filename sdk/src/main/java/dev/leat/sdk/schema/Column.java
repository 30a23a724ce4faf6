package dev.leat.sdk.schema;

/**
 * A declared column. Immutable.
 *
 * @param name as the source spells it; not blank
 * @param type what its values are
 */
public record Column(String name, DataType type) {

  /**
   * @throws IllegalArgumentException if the name is blank
   */
  public Column {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A column needs a name that is not blank");
    }
  }
}
