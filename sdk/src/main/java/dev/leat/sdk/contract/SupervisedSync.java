package dev.leat.sdk.contract;

import dev.leat.sdk.Connector;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One sync of a connector, held to the laws of the contract. Every host reads through it, so that a
 * connector that misbehaves ends in the same way and with the same words wherever it runs.
 *
 * <ul>
 *   <li>A row whose key is missing or null becomes an {@link dev.leat.sdk.Operation.SetAside}: the
 *       source's fault, which ends no sync.
 *   <li>A table that the connector announces and that nobody chose is passed over, and one warning
 *       says so. Its cursor stays where it was.
 *   <li>Everything else that the contract forbids is a {@link ContractViolation}: an operation of a
 *       table that was neither chosen nor announced, an update or delete without the whole key,
 *       rows after the last checkpoint, a checkpoint of another owner or one that touches cursors
 *       of tables that are not read, a call from another thread or after the end, null.
 *   <li>After the first refusal, and after anything that the sink behind throws, nothing passes any
 *       more, and the sync ends with it: a connector that swallows it cannot end in success.
 * </ul>
 *
 * <p>Runs once, on one thread; what is asked about it afterwards may be asked from another.
 */
public final class SupervisedSync {

  private final Connector connector;
  private final SyncRequest request;
  private final Predicate<TableName> newTables;
  private final boolean sparesStates;
  private volatile Optional<TableName> lastTable = Optional.empty();
  private volatile State claimed;

  private SupervisedSync(
      Connector connector,
      SyncRequest request,
      Predicate<TableName> newTables,
      boolean sparesStates) {
    this.connector = connector;
    this.request = request;
    this.newTables = newTables;
    this.sparesStates = sparesStates;
    this.claimed = request.state();
  }

  /** A sync of the chosen tables and no others: new ones are passed over. */
  public static SupervisedSync of(Connector connector, SyncRequest request) {
    return new SupervisedSync(connector, request, table -> false, false);
  }

  /** The same sync; tables that the connector announces are read too. */
  public SupervisedSync welcomingNewTables() {
    return welcoming(table -> true);
  }

  /** The same sync; of the tables that the connector announces, these are read too. */
  public SupervisedSync welcoming(Predicate<TableName> tables) {
    return new SupervisedSync(connector, request, tables, sparesStates);
  }

  /**
   * The same sync, for hosts that write each state whole: checkpoints whose states are large are
   * left out now and then, the last one never.
   */
  public SupervisedSync sparingStates() {
    return new SupervisedSync(connector, request, newTables, true);
  }

  /**
   * Runs the connector on the calling thread.
   *
   * @param out gets what keeps the laws, on the same thread
   * @return what the connector returned
   * @throws ContractViolation if it broke a law
   * @throws InterruptedException if it was interrupted, or {@code out} was
   * @throws RuntimeException what {@code out} threw, or else what the connector did
   */
  public SyncResult run(OperationSink out) throws InterruptedException {
    SparingStates sparing = new SparingStates(out);
    SupervisingSink sink = new SupervisingSink(sparesStates ? sparing : out, request, newTables);
    try {
      SyncResult result = connector.sync(request, sink);
      sink.end();
      sparing.flush();
      if (result == null) {
        throw new ContractViolation(
            "sync() returned null: return SyncResult.complete(), or incomplete(reason)");
      }
      return result;
    } catch (RuntimeException | Error e) {
      sparing.flush();
      sink.endAfter(e);
      throw e;
    } catch (InterruptedException e) {
      sink.endAfter(e);
      throw e;
    } finally {
      lastTable = sink.lastTable();
      claimed = sink.claimed();
    }
  }

  /** The table of the last operation that was about one; empty before the first. */
  public Optional<TableName> lastTable() {
    return lastTable;
  }

  /** What the last lawful checkpoint claimed; where the sync started if there was none. */
  public State claimed() {
    return claimed;
  }
}
