package dev.leat.engine.destination;

/**
 * A row does not fit the stored table and the contract forbids to change the table; the message
 * names table, column and both types.
 */
public final class SchemaContractException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure that people can act on.
   *
   * @param message what was tried, what stands in the way, what to do
   */
  public SchemaContractException(String message) {
    super(message);
  }
}
