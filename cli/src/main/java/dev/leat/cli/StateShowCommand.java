package dev.leat.cli;

import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leat state show}. */
@Command(
    name = "show",
    description = "Print the stored state as JSON.",
    footer = {"%nExample:", "  leat state show keyset --table user"})
final class StateShowCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private StateTarget target;

  StateShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    String stored = target.stored(surroundings);
    Optional<TableName> table = target.table();
    if (table.isEmpty()) {
      surroundings.out().println(stored);
    } else {
      State state = State.parse(stored, target.owner(surroundings));
      StateTarget.requireKnown(table.get(), state);
      surroundings.out().println(state.cursor(table.get()).orElseThrow().json());
    }
    return 0;
  }
}
