package dev.leat.sdk.walk;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.Naming;
import dev.leat.sdk.paging.NextPage;
import dev.leat.sdk.paging.PageRead;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.paging.Proof;
import dev.leat.sdk.row.JsonRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Partitions that a source lists, one for each row. Where its pages only count, one that is gone
 * moves others past the reader: then the list is read until it has no new ones. An answer without
 * rows is believed if it comes twice. Immutable.
 */
final class Listing implements PartitionSource {

  /** Pages after which a listing is taken for endless. */
  private static final int MOST_PAGES = 1_000_000;

  /** How often a list is read that has new partitions each time. */
  private static final int MOST_PASSES = 5;

  private final Source source;
  private final Request first;
  private final Paging paging;
  private final String rowsAt;
  private final List<String> fields;

  Listing(Source source, Request first, Paging paging, String rowsAt, List<String> fields) {
    this.source = source;
    this.first = first;
    this.paging = paging;
    this.rowsAt = rowsAt;
    this.fields = fields;
  }

  @Override
  public List<Partition> partitions() throws InterruptedException {
    Set<Partition> all = new LinkedHashSet<>();
    boolean hasNew = true;
    for (int passes = 1; hasNew && passes <= MOST_PASSES; passes++) {
      int before = all.size();
      boolean counted = addAll(all);
      hasNew = counted && all.size() > before;
    }
    return List.copyOf(all);
  }

  /** Reads the list once; whether its pages count. */
  private boolean addAll(Set<Partition> all) throws InterruptedException {
    Naming naming = new Naming();
    boolean counted = paging.isDeclared() && paging.proves() == Proof.COUNT;
    Optional<Request> request = Optional.of(first);
    long rows = 0;
    for (long pages = 0; request.isPresent(); pages++) {
      if (pages == MOST_PAGES) {
        throw new SourceDataException(
            "A listing of partitions has " + pages + " pages and no end is in sight");
      }
      PageRead read = read(request.get(), pages, rows, all);
      rows += read.rows();
      Optional<NextPage> next = paging.after(source, request.get(), read);
      counted |= next.isPresent() && counts(naming, next.get().name(), read);
      request = next.map(NextPage::request);
    }
    return counted;
  }

  private PageRead read(Request request, long pages, long rowsBefore, Set<Partition> all)
      throws InterruptedException {
    Answer answer = source.fetch(request);
    List<JsonRow> page = answer.page().rows(rowsAt);
    if (page.isEmpty()) {
      answer = source.fetch(request);
      page = answer.page().rows(rowsAt);
    }
    for (JsonRow row : page) {
      all.add(partition(row));
    }
    Optional<JsonRow> last =
        page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
    return new PageRead(answer, page.size(), last, pages, rowsBefore);
  }

  private boolean counts(Naming naming, String name, PageRead read) {
    return paging.mayCount() && naming.kind(first, name, read, Set.of()) != Naming.Kind.PLACE;
  }

  private Partition partition(JsonRow row) {
    Partition partition = null;
    for (String field : fields) {
      String value =
          row.text(field)
              .orElseThrow(
                  () ->
                      new SourceDataException(
                          "A row of the listing has no \"" + field + "\", which names its part"));
      partition = partition == null ? Partition.of(field, value) : partition.with(field, value);
    }
    return partition;
  }
}
