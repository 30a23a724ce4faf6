package dev.leat.sdk.walk;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.http.Answer;

/**
 * Asks the source for one page. Called once at a time, and with the same question again if a pass
 * is restarted. Where the host reads ahead, it is called by a thread of its own while the rows of
 * the page before are sent, and the page may turn out not to be needed.
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
  Answer fetch(A ask) throws InterruptedException;
}
