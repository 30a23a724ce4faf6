package dev.leat.sdk.strategy;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.row.Page;

/**
 * Asks the source for one page. Called by one thread, and with the same question again if a pass is
 * restarted.
 *
 * @param <A> what is asked for
 */
@FunctionalInterface
public interface PageFetch<A> {

  /**
   * Fetches one page.
   *
   * @throws ConnectorException if the source refuses; one whose cause is an {@link
   *     dev.leat.sdk.http.HttpStatusException} with 400, 404 or 410 means, for a next-page token,
   *     that the token has expired
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Page fetch(A ask) throws InterruptedException;
}
