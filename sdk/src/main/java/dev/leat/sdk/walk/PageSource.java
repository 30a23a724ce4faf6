package dev.leat.sdk.walk;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.http.Answer;

/** Asks the source a question that never changes. */
@FunctionalInterface
public interface PageSource {

  /**
   * Fetches the answer.
   *
   * @throws ConnectorException if the source refuses
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Answer fetch() throws InterruptedException;
}
