package dev.leat.engine;

/** Runs connectors into a destination in memory. */
abstract class MemoryRuns {

  final MemoryDestination destination = new MemoryDestination();

  final SyncReport run(ScriptedConnector connector) {
    return run(connector, SyncOptions.DEFAULT);
  }

  final SyncReport run(ScriptedConnector connector, SyncOptions options) {
    return run(connector, options, destination);
  }

  static SyncReport run(ScriptedConnector connector, SyncOptions options, MemoryDestination into) {
    return new SyncRunner(connector, connector.configuration(), into).with(options).run();
  }
}
