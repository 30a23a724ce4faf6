package dev.leat.sdk.contract;

/**
 * A connector broke a law of the contract: a defect of the connector, which its author must mend.
 * The message names the law.
 */
public final class ContractViolation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A defect.
   *
   * @param message what the connector did, which law forbids it, and what to do instead
   */
  public ContractViolation(String message) {
    this(message, null);
  }

  /** A defect and the exception that shows it; {@code cause} may be null. */
  public ContractViolation(String message, Throwable cause) {
    super(message, cause);
  }
}
