package dev.leat.sdk.walk;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.Paging;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names the partitions of a table, at the start of a sync. */
@FunctionalInterface
public interface PartitionSource {

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
   * One for each row of a listing that the source gives, read whole at each sync. Where its pages
   * only count, it is read again until it has no new rows, five times at most; an answer without
   * rows is believed if it comes twice.
   *
   * @param rowsAt where in a page the rows stand
   * @param fields which of their fields name a partition
   */
  static PartitionSource rowsOf(
      Source source, Request listing, Paging paging, String rowsAt, String... fields) {
    return new Listing(source, listing, paging, rowsAt, List.of(fields));
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
