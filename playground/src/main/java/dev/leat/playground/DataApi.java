package dev.leat.playground;

import java.util.function.Function;

/** Chooses the page that a request asks for. Stateless and thread-safe. */
@FunctionalInterface
interface DataApi {

  /**
   * Reads one page; called under the table's lock, so it only picks rows.
   *
   * @throws Refusal if a parameter cannot be understood
   */
  PageBody page(Query query, Shelves people);

  /** Returns what answers requests for pages of people. */
  default Function<Request, Answer> over(People people) {
    return request -> Answer.jsonBytes(200, people.read(all -> page(request.query(), all)).json());
  }
}
