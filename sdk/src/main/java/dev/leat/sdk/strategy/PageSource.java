package dev.leat.sdk.strategy;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.row.Page;

/** Asks the source a question that never changes. */
@FunctionalInterface
public interface PageSource {

  /**
   * Fetches the page.
   *
   * @throws ConnectorException if the source refuses
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Page fetch() throws InterruptedException;
}
