package dev.leat.sdk.walk;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** A destination in memory: rows become durable with the checkpoint that claims them. */
class Recording implements OperationSink {

  static final State NOTHING = State.empty(StateOwner.of("test", Map.of()));

  /** The destination dies. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  final List<Operation> operations = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  final Map<String, String> durable = new TreeMap<>();
  State state = NOTHING;
  Optional<SyncResult> result = Optional.empty();
  Optional<ConnectorException> failure = Optional.empty();
  private final Map<String, String> pending = new LinkedHashMap<>();
  private int crashAt = Integer.MAX_VALUE;
  private Optional<Executor> ahead = Optional.empty();

  static Recording empty() {
    return new Recording();
  }

  /** A destination with this one's durable content, which takes the next sync. */
  Recording next() {
    Recording next = new Recording();
    next.durable.putAll(durable);
    next.state = state;
    next.ahead = ahead;
    return next;
  }

  Recording crashingAt(int operation) {
    crashAt = operation;
    return this;
  }

  /** A destination of syncs that ask for the next page by this executor. */
  Recording readingAhead(Executor executor) {
    ahead = Optional.of(executor);
    return this;
  }

  Recording sync(Walk walk, Clock clock) {
    return sync(walk, clock, Schema.of(FakeSource.USER));
  }

  Recording sync(Walk walk, Clock clock, Schema selection) {
    try {
      result = Optional.of(walk.sync(request(clock, selection), this));
    } catch (ConnectorException e) {
      failure = Optional.of(e);
    } catch (Crash e) {
      pending.clear();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  private SyncRequest request(Clock clock, Schema selection) {
    Configuration none = ConfigurationSpec.of().parse("{}");
    SyncRequest inTurn = SyncRequest.of(none, selection, state, clock);
    return ahead.map(inTurn::readingAhead).orElse(inTurn);
  }

  @Override
  public void accept(Operation operation) {
    if (operations.size() == crashAt) {
      throw new Crash();
    }
    operations.add(operation);
    if (operation instanceof Operation.Upsert upsert) {
      String key = upsert.row().text("id").orElse("none");
      String row = upsert.row().json();
      String held = pending.getOrDefault(key, durable.get(key));
      if (held == null || !isOlder(row, held)) {
        pending.put(key, row);
      }
    } else if (operation instanceof Operation.Checkpoint checkpoint) {
      durable.putAll(pending);
      pending.clear();
      state = checkpoint.state();
    } else if (operation instanceof Operation.Warning warning) {
      warnings.add(warning.message());
    }
  }

  private static boolean isOlder(String row, String than) {
    Optional<Instant> one = stamp(row);
    Optional<Instant> other = stamp(than);
    return one.isPresent() && other.isPresent() && one.get().isBefore(other.get());
  }

  private static Optional<Instant> stamp(String row) {
    return CursorField.instant("updatedAt").of(JsonRow.parse(row)).map(CursorValue::instant);
  }

  List<String> ids() {
    return operations.stream()
        .filter(Operation.Upsert.class::isInstance)
        .map(each -> ((Operation.Upsert) each).row().text("id").orElse("none"))
        .toList();
  }

  List<State> checkpoints() {
    return operations.stream()
        .filter(Operation.Checkpoint.class::isInstance)
        .map(each -> ((Operation.Checkpoint) each).state())
        .toList();
  }

  Cursor cursor() {
    return cursor(FakeSource.USER);
  }

  Cursor cursor(Table table) {
    return state.cursor(table.name()).orElse(Cursor.empty());
  }

  boolean isComplete() {
    return result.isPresent() && result.get().isComplete();
  }

  String reason() {
    return result.flatMap(SyncResult::incompleteBecause).orElse("");
  }
}
