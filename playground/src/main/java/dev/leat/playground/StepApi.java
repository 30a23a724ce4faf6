package dev.leat.playground;

import dev.leat.playground.PlaygroundOptions.Field;
import java.util.List;
import java.util.Map;

/** Answers a range of ids, ascending as numbers. */
final class StepApi implements DataApi {
  private final PlaygroundOptions options;

  StepApi(PlaygroundOptions options) {
    this.options = options;
  }

  @Override
  public PageBody page(Query query, Shelves people) {
    long start = query.wholeNumber("start_id");
    long end = query.wholeNumber("end_id");
    SortedRows byNumber = people.byNumber();
    int from = byNumber.firstRank(row -> row.number() >= start);
    int to = Math.max(from, byNumber.firstRank(row -> row.number() > end));
    int delivered =
        switch (options.stepWindow()) {
          case WHOLE -> to;
          case CUT_AT_PAGE_CAP -> (int) Math.min(to, (long) from + options.pageCap());
        };
    List<StoredPerson> rows = byNumber.slice(from, delivered);
    return new PageBody(rows, maxId(byNumber));
  }

  /** Returns the highest id; 0 for an empty table. */
  private Map<String, Object> maxId(SortedRows byNumber) {
    if (options.maxIdField() == Field.OMITTED) {
      return Map.of();
    }
    int size = byNumber.size();
    return Map.of("max_id", size == 0 ? 0L : byNumber.at(size - 1).number());
  }
}
