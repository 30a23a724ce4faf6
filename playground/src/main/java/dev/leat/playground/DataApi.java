package dev.leat.playground;

/** Chooses the page that a request asks for. Stateless and thread-safe. */
@FunctionalInterface
interface DataApi {

  /**
   * Reads one page; called under the table's lock, so it only picks rows.
   *
   * @throws Refusal if a parameter cannot be understood
   */
  PageBody page(Query query, Shelves people);

  /** Returns what answers {@code endpoint}. */
  static DataApi of(Endpoint endpoint, PlaygroundOptions options) {
    return switch (endpoint) {
      case KEYSET -> new KeysetApi(options);
      case OFFSET -> new OffsetApi(options);
      case TIMESTAMP -> new TimestampApi(options);
      case STEP -> new StepApi(options);
      case REPLAY -> new ReplayApi(options);
    };
  }
}
