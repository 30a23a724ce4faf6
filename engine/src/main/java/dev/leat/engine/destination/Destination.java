package dev.leat.engine.destination;

import dev.leat.engine.view.View;
import dev.leat.sdk.error.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where rows, states and run records are kept. Each method opens what it needs and closes it again.
 */
public interface Destination {

  /**
   * Takes the pipeline's lock and opens it for one sync.
   *
   * @throws PipelineBusyException if another process runs this pipeline, or holds the destination
   *     where it has only one writer
   * @throws dev.leat.sdk.error.ConfigurationException if the destination cannot be opened or
   *     written; nothing was changed
   * @throws DestinationUnavailableException if it cannot be reached now; so do the other methods
   */
  Session begin(SessionRequest request) throws InterruptedException;

  /**
   * The stored state of a pipeline as JSON; empty if it has none or the destination is not there.
   */
  Optional<String> state(String pipeline) throws InterruptedException;

  /**
   * Replaces the stored state of a pipeline; rows stay as they are.
   *
   * @param state empty to forget it
   * @throws PipelineBusyException as {@link #begin} does
   */
  void replaceState(String pipeline, Optional<String> state) throws InterruptedException;

  /**
   * Past and running syncs of all pipelines, the newest first; empty if the destination is not
   * there.
   */
  List<RunRecord> runs() throws InterruptedException;

  /**
   * This destination, with a copy that is made anew after each commit, for those who read while a
   * sync runs. Who reads the copy sees one commit or another, never something between them.
   *
   * @param copy the file that is replaced
   * @throws dev.leat.sdk.error.ConfigurationException if no copy of this kind of destination can be
   *     made
   */
  default Destination publishing(Path copy) {
    throw new ConfigurationException(
        "A copy to read is made of a DuckDB file, which no other process can read while a sync"
            + " runs: this destination needs none, sync without --publish");
  }

  /**
   * Opens it to be looked at; empty if it is not there, or no sync has run into it.
   *
   * @throws dev.leat.sdk.error.ConfigurationException if its rows are of no form that can be shown
   */
  Optional<View> view() throws InterruptedException;
}
