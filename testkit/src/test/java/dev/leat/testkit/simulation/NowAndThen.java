package dev.leat.testkit.simulation;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.walk.Walk;
import java.util.List;
import java.util.Optional;

/**
 * A walk over parents and the children in their rows, whose parents are selected in some syncs and
 * not in others, as people and platforms do. What it sends of parents is not looked at.
 */
final class NowAndThen implements Walk {

  private final Walk walk;
  private final Table parents;
  private final TableName children;
  private final int pattern;
  private int syncs;

  /**
   * @param pattern each bit stands for a sync: whether the parents are selected, too
   */
  NowAndThen(Walk walk, Table parents, TableName children, int pattern) {
    this.walk = walk;
    this.parents = parents;
    this.children = children;
    this.pattern = pattern;
  }

  @Override
  public List<Table> tables() {
    return walk.tables();
  }

  @Override
  public void validate() {
    walk.validate();
  }

  @Override
  public void check() throws InterruptedException {
    walk.check();
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    boolean withParents = (pattern >> syncs++ % Integer.SIZE & 1) == 1;
    Table child = request.selection().tables().get(0);
    SyncRequest selected = withParents ? request.selecting(Schema.of(parents, child)) : request;
    return walk.sync(
        selected,
        operation -> {
          if (isWanted(operation)) {
            out.accept(operation);
          }
        });
  }

  private boolean isWanted(Operation operation) {
    return !operation.isData() || operation.findTable().equals(Optional.of(children));
  }
}
