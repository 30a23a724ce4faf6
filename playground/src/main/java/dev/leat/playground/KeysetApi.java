package dev.leat.playground;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages by an opaque token, which is absent on the last page. */
final class KeysetApi implements DataApi {
  private final PlaygroundOptions options;

  KeysetApi(PlaygroundOptions options) {
    this.options = options;
  }

  @Override
  public PageBody page(Query query, Shelves people) {
    Instant now = options.clock().instant();
    Optional<ScrollToken> token = query.text("scroll_param").map(ScrollToken::parse);
    token.ifPresent(given -> given.requireAlive(options.scrollLife(), now));
    Optional<Instant> since =
        token.isPresent() ? token.get().since() : query.instant("updated_since");
    TimeSpan all =
        new TimeSpan.Filter(since, options.since(Endpoint.KEYSET), Optional.empty())
            .in(people.byTime());
    TimeSpan rest = token.map(given -> all.after(given.position(), options.order())).orElse(all);
    List<StoredPerson> rows = rest.page(0, options.pageCap(), options.order());
    if (rows.size() == rest.size()) {
      return new PageBody(rows, Map.of());
    }
    ScrollToken next =
        new ScrollToken(
            since,
            token.map(ScrollToken::startedAt).orElse(now),
            token.map(ScrollToken::pages).orElse(0) + 1,
            ScrollToken.Position.of(rows.get(rows.size() - 1)));
    return new PageBody(rows, Map.of("scroll_param", next.encode()));
  }
}
