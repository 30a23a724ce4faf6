package dev.leat.playground;

import java.util.List;
import java.util.Map;

/** Answers a time filter with its first rows, and leaves the rest to the next filter. */
final class TimestampApi implements DataApi {
  private final PlaygroundOptions options;

  TimestampApi(PlaygroundOptions options) {
    this.options = options;
  }

  @Override
  public PageBody page(Query query, Shelves people) {
    TimeSpan.Filter filter =
        new TimeSpan.Filter(
            query.instant("since"), options.since(Endpoint.TIMESTAMP), query.instant("until"));
    long limit = Math.min(query.atLeast(1, "limit", options.pageCap()), options.pageCap());
    List<StoredPerson> rows = filter.in(people.byTime()).page(0, limit, options.order());
    return new PageBody(rows, Map.of());
  }
}
