package dev.leat.declarative.compile;

import dev.leat.declarative.model.Stream;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.walk.Walk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a stream that name parts of others: read whole, once in a sync, however many streams
 * ask for them. Thread-safe.
 */
final class ParentRows {

  private final Stream stream;
  private final StreamWalks walks;
  private final Reading reading;
  private final Set<String> needed = new LinkedHashSet<>();
  private Set<Row> rows;

  /** How a walk is read by itself. */
  @FunctionalInterface
  interface Reading {

    /** The request for all rows of a walk. */
    SyncRequest whole(Walk walk);
  }

  /**
   * A row.
   *
   * @param slice in which it was read
   * @param fields those that are needed
   */
  record Row(Slice slice, Map<String, Object> fields) {}

  ParentRows(Stream stream, StreamWalks walks, Reading reading) {
    this.stream = stream;
    this.walks = walks;
    this.reading = reading;
  }

  /** Says that a field of its rows is needed. */
  synchronized void need(String field) {
    needed.add(field);
  }

  /**
   * The rows, in the order in which they came.
   *
   * @throws SourceDataException if they cannot all be read
   */
  synchronized List<Row> rows() throws InterruptedException {
    if (rows == null) {
      Set<Row> read = new LinkedHashSet<>();
      Walk walk = walks.of(stream, (inner, slice) -> new Noted(inner, slice, read));
      SyncResult result = walk.sync(reading.whole(walk), operation -> {});
      if (!result.isComplete()) {
        throw new SourceDataException(
            "Stream "
                + stream.name()
                + " names the parts of others, and cannot be read whole: "
                + result.incompleteBecause().orElse(""));
      }
      rows = read;
    }
    return new ArrayList<>(rows);
  }

  /** Takes note of the rows of a slice. */
  private final class Noted extends Around {
    private final Slice slice;
    private final Set<Row> read;

    Noted(Walk walk, Slice slice, Set<Row> read) {
      super(walk);
      this.slice = slice;
      this.read = read;
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
      return walk.sync(
          request,
          operation -> {
            if (operation instanceof Operation.Upsert upsert
                && upsert.row() instanceof JsonRow row) {
              note(row);
            }
            out.accept(operation);
          });
    }

    private void note(JsonRow row) {
      Row noted = new Row(slice, Values.fields(row.only(needed)));
      synchronized (read) {
        read.add(noted);
      }
    }
  }
}
