package dev.leat.cli;

import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leat state reset}. */
@Command(
    name = "reset",
    description = "Forget where the pipeline stopped: its next sync reads everything. Rows stay.",
    footer = {"%nExample:", "  leat state reset keyset --table user"})
final class StateResetCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private StateTarget target;

  StateResetCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    String pipeline = target.pipeline(surroundings);
    Optional<TableName> table = target.table();
    Optional<String> replacement = Optional.empty();
    if (table.isPresent()) {
      State state = State.parse(target.stored(surroundings), target.owner(surroundings));
      StateTarget.requireKnown(table.get(), state);
      replacement = Optional.of(state.without(table.get()).json());
    }
    target.destination().destination().replaceState(pipeline, replacement);
    surroundings
        .out()
        .println(
            pipeline
                + table.map(each -> ", table " + each).orElse("")
                + ": state forgotten in "
                + target.destination().uri()
                + "; the next sync reads everything");
    return 0;
  }
}
