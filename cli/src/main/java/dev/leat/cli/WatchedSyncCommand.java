package dev.leat.cli;

import dev.leat.cli.verify.KillPoint;
import dev.leat.cli.verify.Subject;
import dev.leat.cli.verify.WatchedSync;
import dev.leat.engine.CommitPolicy;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.schema.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The sync that {@code leat verify} starts as a process, to kill it. */
@Command(
    name = Subject.WATCHED_SYNC,
    hidden = true,
    description = "What leat verify starts and kills; use leat sync.",
    footer = {"%nExample:", "  leat verify keyset"})
final class WatchedSyncCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private ConnectorChoice choice;
  @Mixin private ConfigFile config;

  @Option(names = "--tables", split = ",", description = "Only these tables.")
  private List<String> tables = List.of();

  @Option(names = "--database", required = true, description = "The DuckDB file.")
  private Path database;

  @Option(names = "--at", description = "Where to stand still.")
  private Optional<String> point = Optional.empty();

  @Option(names = Subject.EVERY_CHECKPOINT, description = "Commit at every checkpoint.")
  private boolean everyCheckpoint;

  WatchedSyncCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Connector connector = choice.connector(surroundings);
    Configuration configuration = choice.configuration(connector, config.path(), surroundings);
    List<TableName> names = tables.stream().map(String::strip).map(TableName::new).toList();
    CommitPolicy commits = everyCheckpoint ? CommitPolicy.everyCheckpoint() : CommitPolicy.DEFAULT;
    WatchedSync sync = new WatchedSync(connector, configuration, database, names, commits);
    return StopSignal.interrupts(
        () ->
            sync.run(
                point.map(KillPoint::parse), surroundings.out(), System.in, surroundings.clock()));
  }
}
