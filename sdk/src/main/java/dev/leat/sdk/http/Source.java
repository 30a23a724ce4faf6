package dev.leat.sdk.http;

import dev.leat.sdk.error.ConnectorException;

/**
 * Where answers come from: {@link HttpSource}, or anything else that can make sense of a {@link
 * Request}, such as a library that wraps an API. Implementations are asked by several threads at
 * once where tables or partitions are read together.
 */
@FunctionalInterface
public interface Source {

  /**
   * Asks, and waits for the answer.
   *
   * @throws ConnectorException if the source refuses; one whose cause is an {@link
   *     HttpStatusException} tells by which status
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Answer fetch(Request request) throws InterruptedException;

  /**
   * The request for a link that an answer held.
   *
   * @param request what {@code answer} came to
   * @param link absolute, or relative to the address that gave the answer
   */
  default Request follow(Request request, Answer answer, String link) {
    return request.following(link);
  }

  /** A link as it may be kept and shown: without the credentials that it carries. */
  default String withoutSecrets(Request request, Answer answer, String link) {
    return link;
  }
}
