package dev.leat.testkit;

/** What a {@link Recording} throws where a test wants the sync to die. */
public final class SimulatedCrash extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SimulatedCrash(int operation) {
    super("Crash before operation " + operation + ", as the test asks");
  }
}
