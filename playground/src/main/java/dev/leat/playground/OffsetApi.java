package dev.leat.playground;

import dev.leat.playground.PlaygroundOptions.Field;
import dev.leat.playground.PlaygroundOptions.Order;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pages by counting rows, so rows that move during a pass shift every later page. */
final class OffsetApi implements DataApi {
  /** What rows are sorted by. */
  private enum OrderBy {
    UPDATED_AT("updatedAt"),
    ID("id");

    private final String column;

    OrderBy(String column) {
      this.column = column;
    }

    @Override
    public String toString() {
      return column;
    }
  }

  /** The direction of a sort. */
  private enum Direction {
    ASC(Order.OLDEST_FIRST),
    DESC(Order.NEWEST_FIRST);

    private final Order order;

    Direction(Order order) {
      this.order = order;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final PlaygroundOptions options;

  OffsetApi(PlaygroundOptions options) {
    this.options = options;
  }

  @Override
  public PageBody page(Query query, Shelves people) {
    TimeSpan span = span(query, people);
    Direction direction = query.choice("order_type", Direction.class, Direction.ASC);
    long limit = Math.min(query.atLeast(1, "limit", options.pageCap()), options.pageCap());
    long offset = query.atLeast(0, "offset", 0);
    List<StoredPerson> rows = span.page(offset, limit, direction.order);
    Map<String, Object> fields = new LinkedHashMap<>();
    if (options.offsetField() == Field.SENT) {
      fields.put("offset", offset);
    }
    fields.put("limit", limit);
    fields.putAll(total(options, span.size()));
    return new PageBody(rows, fields);
  }

  /** Returns what the options say about {@code truth} rows: the field, or nothing. */
  static Map<String, Object> total(PlaygroundOptions options, long truth) {
    return switch (options.total()) {
      case TRUTHFUL -> Map.of("total", truth);
      case OMITTED -> Collections.emptyMap();
      case TOO_SMALL -> Map.of("total", truth / 2);
      case TOO_LARGE -> Map.of("total", truth * 2 + 1);
    };
  }

  private TimeSpan span(Query query, Shelves people) {
    Optional<Instant> since = query.instant("updated_since");
    return switch (query.choice("order_by", OrderBy.class, OrderBy.UPDATED_AT)) {
      case UPDATED_AT ->
          new TimeSpan.Filter(since, options.since(Endpoint.OFFSET), Optional.empty())
              .in(people.byTime());
      case ID -> {
        if (since.isPresent()) {
          throw Refusal.badParameter(
              "order_by", "updatedAt when updated_since is given", "\"id\" with updated_since");
        }
        yield new TimeSpan(people.byNumber(), 0, people.byNumber().size());
      }
    };
  }
}
