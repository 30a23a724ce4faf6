package dev.leat.playground;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * People in one order, with their ranks: finding, adding, removing and reaching the n-th of a
 * million touch a few hundred references, not a million.
 *
 * <p>A tree map would find a key as fast but cannot say which row is the n-th, which is all that an
 * offset knows. Not thread-safe.
 */
final class SortedRows {
  private static final int BLOCK_ROWS = 1024;

  private final Comparator<StoredPerson> order;
  private final List<List<StoredPerson>> blocks = new ArrayList<>();
  private int size;

  /** Makes an empty table; {@code order} must be total. */
  SortedRows(Comparator<StoredPerson> order) {
    this.order = order;
  }

  int size() {
    return size;
  }

  void add(StoredPerson row) {
    size++;
    int index = blockOf(row);
    if (index < 0) {
      blocks.add(newBlock(row));
      return;
    }
    List<StoredPerson> block = blocks.get(index);
    int at = -(Collections.binarySearch(block, row, order) + 1);
    if (block.size() < BLOCK_ROWS) {
      block.add(at, row);
    } else if (index == blocks.size() - 1 && at == block.size()) {
      // Rows mostly arrive in order: full blocks, not half-empty ones, are left behind.
      blocks.add(newBlock(row));
    } else {
      block.add(at, row);
      List<StoredPerson> upperHalf = block.subList(block.size() / 2, block.size());
      blocks.add(index + 1, new ArrayList<>(upperHalf));
      upperHalf.clear();
    }
  }

  /** Removes {@code row}, which must be here. */
  void remove(StoredPerson row) {
    int index = blockOf(row);
    List<StoredPerson> block = blocks.get(index);
    block.remove(Collections.binarySearch(block, row, order));
    if (block.isEmpty()) {
      blocks.remove(index);
    }
    size--;
  }

  /**
   * Returns the rank, from 0, of the first row for which {@code reached} holds, or {@link #size()}.
   *
   * @param reached false for the rows before some row in this order, and true from it on
   */
  int firstRank(Predicate<StoredPerson> reached) {
    int low = 0;
    int high = blocks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (reached.test(lastOf(blocks.get(middle)))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    int rank = 0;
    for (List<StoredPerson> block : blocks.subList(0, low)) {
      rank += block.size();
    }
    return low == blocks.size() ? rank : rank + firstIn(blocks.get(low), reached);
  }

  /** Returns the rows of rank {@code from} up to but not including {@code to}; a copy, in order. */
  List<StoredPerson> slice(int from, int to) {
    List<StoredPerson> rows = new ArrayList<>(Math.max(0, to - from));
    int start = 0;
    for (List<StoredPerson> block : blocks) {
      int end = start + block.size();
      if (start >= to) {
        break;
      }
      if (end > from) {
        rows.addAll(block.subList(Math.max(from, start) - start, Math.min(to, end) - start));
      }
      start = end;
    }
    return rows;
  }

  StoredPerson at(int rank) {
    return slice(rank, rank + 1).get(0);
  }

  private static int firstIn(List<StoredPerson> block, Predicate<StoredPerson> reached) {
    int low = 0;
    int high = block.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (reached.test(block.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Returns the index of the last block that starts at or before {@code row}; the first if none.
   */
  private int blockOf(StoredPerson row) {
    if (blocks.isEmpty()) {
      return -1;
    }
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (order.compare(blocks.get(middle).get(0), row) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static List<StoredPerson> newBlock(StoredPerson row) {
    List<StoredPerson> block = new ArrayList<>(BLOCK_ROWS);
    block.add(row);
    return block;
  }

  private static StoredPerson lastOf(List<StoredPerson> block) {
    return block.get(block.size() - 1);
  }
}
