package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.Selection;
import dev.leat.host.fivetran.wire.Task;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.host.fivetran.wire.Warning;
import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.contract.Discovery;
import dev.leat.sdk.contract.FailureText;
import dev.leat.sdk.contract.SupervisedSync;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One sync that Fivetran asked for, on a thread of its own. Runs once. */
final class UpdateCall implements Runnable {

  private final Connector connector;
  private final UpdateRequest request;
  private final ResponseStream stream;
  private final Clock clock;
  private final StoredState stored;
  private final FormValues values;
  private final LogLines log;
  private final Set<Setting<?>> replaced = ConcurrentHashMap.newKeySet();

  UpdateCall(
      Connector connector,
      UpdateRequest request,
      ResponseStream stream,
      Clock clock,
      LogLines log) {
    this.connector = connector;
    this.request = request;
    this.stream = stream;
    this.clock = clock;
    this.stored = StoredState.parse(request.getStateJson());
    this.values = new FormValues(connector.configurationSpec(), request.getConfigurationMap());
    this.log = log.masking(values.redactor());
  }

  /** Ends the stream, whatever happens: in good order, or with a status. Never both. */
  @Override
  public void run() {
    try {
      Optional<String> task = sync();
      for (Setting<?> setting : replaced) {
        send(FormValues.lost(setting));
      }
      if (task.isPresent()) {
        Task message = Task.newBuilder().setMessage(log.masked(task.get())).build();
        stream.send(UpdateResponse.newBuilder().setTask(message).build());
      }
    } catch (Throwable e) { // Errors too: Fivetran must be told of whatever a connector throws.
      end(e);
      return;
    }
    stream.complete();
  }

  /**
   * Reads and sends.
   *
   * @return what the user must do before a sync can work or be complete; empty if nothing
   */
  private Optional<String> sync() throws InterruptedException {
    try {
      Configuration configuration = values.configuration(this::note);
      ChosenTables chosen = ChosenTables.of(selection());
      State state = state(configuration);
      Schema discovered = Discovery.by(connector, configuration);
      for (TableName missing : chosen.missing(discovered)) {
        warn("Table \"" + missing + "\" is selected, but the source does not have it");
      }
      return sync(
          SyncRequest.of(configuration, chosen.of(discovered), state, clock).readingAhead(),
          chosen);
    } catch (ConfigurationException e) {
      String message = FailureText.of(e, GrpcFailure.RESYNC);
      log.severe("The user must act: " + message);
      return Optional.of(message);
    }
  }

  private Optional<String> sync(SyncRequest sync, ChosenTables chosen) throws InterruptedException {
    if (sync.selection().tables().isEmpty()) {
      log.info("No table is selected: there is nothing to sync");
      return Optional.empty();
    }
    log.info(sync.state().isEmpty() ? "Sync from the beginning" : "Sync from a state");
    Replacements replacements = new Replacements(sync.selection(), stored.replacing());
    Translator translator = new Translator(stream, log, chosen, replacements, sync);
    SyncResult result =
        SupervisedSync.of(connector, sync)
            .welcoming(table -> chosen.selector(table).isPresent())
            .sparingStates()
            .run(translator);
    translator.end(result);
    if (result.isComplete()) {
      log.info("Sync complete: " + translator.tally());
    } else {
      log.warning("Sync incomplete: " + result.incompleteBecause().get());
      log.info("Everything read was sent: " + translator.tally());
    }
    return result.incompleteBecause();
  }

  private Optional<Selection> selection() {
    return request.hasSelection() ? Optional.of(request.getSelection()) : Optional.empty();
  }

  private State state(Configuration configuration) {
    StateOwner owner = StateOwner.of(connector.info().name(), configuration.identity());
    String json = stored.state().strip();
    if (json.isEmpty() || json.equals("{}")) {
      return State.empty(owner);
    }
    return State.parse(json, owner);
  }

  /** On any thread, so the stream, which is for one, gets it at the end. */
  private void note(Setting<?> setting) {
    if (replaced.add(setting)) {
      log.warning(FormValues.lost(setting));
    }
  }

  private void warn(String message) throws InterruptedException {
    log.warning(message);
    send(message);
  }

  private void send(String message) throws InterruptedException {
    Warning warning = Warning.newBuilder().setMessage(log.masked(message)).build();
    stream.send(UpdateResponse.newBuilder().setWarning(warning).build());
  }

  private void end(Throwable thrown) {
    if (stream.isCancelled()) {
      log.info("The client cancelled the sync: the next one resumes after the last checkpoint");
      return;
    }
    GrpcFailure failure = GrpcFailure.of(thrown, log::masked);
    log.severe(failure.report());
    stream.fail(failure);
  }
}
