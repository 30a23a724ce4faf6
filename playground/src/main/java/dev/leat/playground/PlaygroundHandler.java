package dev.leat.playground;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Finds the answer to a request, without sending it. */
@FunctionalInterface
interface PlaygroundHandler {

  /**
   * Returns the answer.
   *
   * @throws Refusal if the request is to be answered with an error
   * @throws IOException if the request's body cannot be read
   */
  Answer answer(HttpExchange exchange) throws IOException;
}
