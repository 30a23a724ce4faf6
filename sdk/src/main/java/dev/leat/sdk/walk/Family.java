package dev.leat.sdk.walk;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table and those of the rows that are taken out of its rows: one walk reads them all, whichever
 * of them are selected, and each is known to be read as far as it was. Immutable.
 *
 * <p>The walk keeps its position in the cursor of the first table. That of another one says that it
 * came along, or, where it was read without the first, holds the position itself. Tables that were
 * read differently far are read from the start, together.
 */
final class Family {

  private static final String WITH = "with";

  private final Table first;
  private final List<Table> others;

  /** Reads all tables of a family that are selected. */
  @FunctionalInterface
  interface Reading {
    SyncResult read(SyncRequest request, OperationSink out) throws InterruptedException;
  }

  /**
   * @param tables the first one is that of the rows which the others are taken out of
   */
  Family(List<Table> tables) {
    this.first = tables.get(0);
    this.others = tables.subList(1, tables.size());
  }

  /** Whether one of them is selected. */
  boolean isSelectedIn(SyncRequest request) {
    Schema selection = request.selection();
    return selection.contains(first.name())
        || others.stream().anyMatch(each -> selection.contains(each.name()));
  }

  /** Reads those that are selected; the walk is given the first table in any case. */
  SyncResult sync(SyncRequest request, OperationSink out, Reading walk)
      throws InterruptedException {
    if (!isSelectedIn(request)) {
      out.checkpoint(request.state());
      return SyncResult.complete();
    }
    if (others.isEmpty()) {
      return walk.read(request, out);
    }
    boolean withFirst = request.selection().contains(first.name());
    SyncRequest whole = request.from(equallyFar(request));
    if (!withFirst) {
      List<Table> more = new ArrayList<>(request.selection().tables());
      more.add(first);
      whole = whole.selecting(Schema.of(more.toArray(Table[]::new)));
    }
    return walk.read(
        whole,
        operation -> {
          if (operation instanceof Operation.Checkpoint checkpoint) {
            out.checkpoint(claimed(request, checkpoint.state()));
          } else if (withFirst || !operation.findTable().equals(Optional.of(first.name()))) {
            out.accept(operation);
          }
        });
  }

  /** The state in which all that are selected were read as far as the first one. */
  private State equallyFar(SyncRequest request) {
    Optional<Cursor> position = position(request);
    State state = set(request.state(), first.name(), position);
    for (Table other : others) {
      if (request.selection().contains(other.name())) {
        state = set(state, other.name(), position.map(any -> along()));
      }
    }
    return state;
  }

  private Cursor along() {
    return Cursor.of(WITH, first.name().toString());
  }

  /** How far all that are selected were read; empty if not equally far. */
  private Optional<Cursor> position(SyncRequest request) {
    State state = request.state();
    Optional<Cursor> ofFirst = state.cursor(first.name());
    List<Optional<Cursor>> all = new ArrayList<>();
    if (request.selection().contains(first.name())) {
      all.add(ofFirst);
    }
    for (Table other : others) {
      if (request.selection().contains(other.name())) {
        Optional<Cursor> own = state.cursor(other.name());
        all.add(own.filter(this::cameAlong).isPresent() ? ofFirst : own);
      }
    }
    return all.stream().distinct().count() == 1 ? all.get(0) : Optional.empty();
  }

  private boolean cameAlong(Cursor cursor) {
    return cursor.equals(along());
  }

  private State claimed(SyncRequest request, State ofWalk) {
    boolean withFirst = request.selection().contains(first.name());
    Optional<Cursor> position = ofWalk.cursor(first.name());
    Optional<Cursor> ofOthers = withFirst ? position.map(any -> along()) : position;
    State state = ofWalk;
    for (Table other : others) {
      if (request.selection().contains(other.name())) {
        state = set(state, other.name(), ofOthers);
      } else if (withFirst && state.cursor(other.name()).filter(this::cameAlong).isPresent()) {
        // The first table leaves it behind.
        state = state.without(other.name());
      }
    }
    return withFirst ? state : set(state, first.name(), request.state().cursor(first.name()));
  }

  private static State set(State state, TableName table, Optional<Cursor> cursor) {
    return cursor.isPresent() ? state.with(table, cursor.get()) : state.without(table);
  }
}
