package dev.leat.sdk.walk;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.PageRead;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.row.JsonRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names the partitions of a table, at the start of a sync. */
@FunctionalInterface
public interface PartitionSource {

  /** Pages of a listing after which it is taken for endless. */
  int MOST_PAGES = 1_000_000;

  /**
   * The partitions, in the order in which they are read; one that comes twice counts once.
   *
   * @throws ConnectorException if the source cannot be asked
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  List<Partition> partitions() throws InterruptedException;

  /** These, by the values of one field: from a setting, for example. */
  static PartitionSource of(String field, Collection<String> values) {
    List<Partition> all = values.stream().map(value -> Partition.of(field, value)).toList();
    return () -> all;
  }

  /**
   * One for each row of a listing that the source gives, read whole at each sync.
   *
   * @param rowsAt where in a page the rows stand
   * @param fields which of their fields name a partition
   */
  static PartitionSource rowsOf(
      Source source, Request listing, Paging paging, String rowsAt, String... fields) {
    List<String> names = Arrays.asList(fields);
    return () -> listed(source, listing, paging, rowsAt, names);
  }

  private static List<Partition> listed(
      Source source, Request listing, Paging paging, String rowsAt, List<String> fields)
      throws InterruptedException {
    Set<Partition> all = new LinkedHashSet<>();
    Optional<Request> request = Optional.of(listing);
    long rows = 0;
    for (long pages = 0; request.isPresent(); pages++) {
      if (pages == MOST_PAGES) {
        throw new SourceDataException(
            "A listing of partitions has " + pages + " pages and no end is in sight");
      }
      Answer answer = source.fetch(request.get());
      List<JsonRow> page = answer.page().rows(rowsAt);
      for (JsonRow row : page) {
        all.add(partition(row, fields));
      }
      Optional<JsonRow> last =
          page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
      PageRead read = new PageRead(answer, page.size(), last, pages, rows);
      rows += page.size();
      request = paging.after(source, request.get(), read).map(next -> next.request());
    }
    return List.copyOf(all);
  }

  private static Partition partition(JsonRow row, List<String> fields) {
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

  /** Every partition of this with every one of the other. */
  default PartitionSource times(PartitionSource other) {
    return () -> {
      List<Partition> product = new ArrayList<>();
      List<Partition> others = other.partitions();
      for (Partition one : partitions()) {
        others.forEach(each -> product.add(one.with(each)));
      }
      return product;
    };
  }

  /**
   * Several partitions as one, for sources that take a list: {@code ids=1,2,3}.
   *
   * @param field whose values are joined by commas
   * @param most how many at a time
   */
  default PartitionSource inGroupsOf(int most, String field) {
    if (most < 1) {
      throw new IllegalArgumentException("A group has at least one partition, got " + most);
    }
    return () -> {
      List<Partition> groups = new ArrayList<>();
      List<Partition> all = partitions();
      for (int from = 0; from < all.size(); from += most) {
        List<String> values =
            all.subList(from, Math.min(all.size(), from + most)).stream()
                .map(each -> each.text(field))
                .toList();
        groups.add(Partition.of(field, String.join(",", values)));
      }
      return groups;
    };
  }
}
