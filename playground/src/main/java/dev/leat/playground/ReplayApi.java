package dev.leat.playground;

import java.util.List;
import java.util.Optional;

/** Answers a time filter, paged inside by counting rows. */
final class ReplayApi implements DataApi {
  private final PlaygroundOptions options;

  ReplayApi(PlaygroundOptions options) {
    this.options = options;
  }

  @Override
  public PageBody page(Query query, Shelves people) {
    TimeSpan span =
        new TimeSpan.Filter(
                query.instant("since"), options.since(Endpoint.REPLAY), Optional.empty())
            .in(people.byTime());
    long limit = Math.min(query.atLeast(1, "limit", options.pageCap()), options.pageCap());
    List<StoredPerson> rows = span.page(query.atLeast(0, "offset", 0), limit, options.order());
    return new PageBody(rows, OffsetApi.total(options, span.size()));
  }
}
