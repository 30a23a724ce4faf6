package dev.leat.engine.destination;

/** A kind of destination, found by {@link java.util.ServiceLoader}. Stateless. */
public interface DestinationProvider {

  /** What its addresses start with, before the colon: {@code duckdb}. */
  String scheme();

  /** One line for help texts: the form of the address and what it means. */
  String usage();

  /**
   * Makes a destination ready without touching it: nothing is opened, created or locked yet.
   *
   * @param address what follows the colon, for example {@code leat.duckdb}
   * @throws dev.leat.sdk.error.ConfigurationException if the address is not of the form that {@link
   *     #usage} states
   */
  Destination at(String address);
}
