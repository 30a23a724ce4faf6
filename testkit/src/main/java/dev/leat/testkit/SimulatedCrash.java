package dev.leat.testkit;

/** What a sink throws where a test wants the sync to die. */
public final class SimulatedCrash extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param operation the operation that is not taken, counted from 1
   */
  public SimulatedCrash(int operation) {
    super("Crash before operation " + operation + ", as the test asks");
  }
}
