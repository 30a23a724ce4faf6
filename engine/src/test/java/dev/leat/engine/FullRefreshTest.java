package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.EVENT;
import static dev.leat.engine.ScriptedConnector.USER;
import static dev.leat.engine.ScriptedConnector.at;
import static dev.leat.engine.ScriptedConnector.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.SyncReport.Outcome;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables whose rows are all read anew: because they are replaced, or because it was asked for. */
class FullRefreshTest extends MemoryRuns {

  @Test
  void aReplacedTableIsSwappedOnlyByACompleteSync() {
    Table replaced = EVENT.disposition(dev.leat.sdk.schema.Disposition.REPLACE);
    run(
        new ScriptedConnector(
            (request, out) -> {
              out.upsert(EVENT.name(), user(1));
              out.checkpoint(at(EVENT.name(), request.state(), 1));
              return SyncResult.incomplete("cut");
            },
            replaced));
    assertThat(destination.rows("event")).isEmpty();

    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.upsert(EVENT.name(), user(1));
                  out.checkpoint(at(EVENT.name(), request.state(), 2));
                  return SyncResult.complete();
                },
                replaced));
    assertThat(destination.rows("event")).hasSize(1);
    assertThat(report.tables().get(0).changes().inserted()).isEqualTo(1);
  }

  @Test
  void aFullRefreshStartsFromAnEmptyState() {
    run(ScriptedConnector.usersInPages(25, 10));
    SyncReport report =
        run(ScriptedConnector.usersInPages(4, 10), SyncOptions.DEFAULT.start(Start.FULL_REFRESH));

    assertThat(report.calls().upserts()).isEqualTo(4);
    assertThat(destination.rows("user")).hasSize(4);
    assertThat(report.resumed()).isEmpty();
  }

  @Test
  void aFullRefreshThatFindsNothingStillEmptiesTheTable() {
    run(ScriptedConnector.usersInPages(25, 10));
    SyncReport report =
        run(
            new ScriptedConnector((request, out) -> SyncResult.complete()),
            SyncOptions.DEFAULT.start(Start.FULL_REFRESH));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(destination.rows("user")).isEmpty();
    assertThat(destination.state("scripted").orElseThrow()).contains("\"tables\":{}");
  }

  @Test
  void aFullRefreshThatFailsLeavesRowsAndStateAsTheyWere() {
    run(ScriptedConnector.usersInPages(25, 10));
    run(
        new ScriptedConnector(
            (request, out) -> {
              out.upsert(USER.name(), user(1));
              throw new SourceUnavailableException("gone");
            }),
        SyncOptions.DEFAULT.start(Start.FULL_REFRESH));

    assertThat(destination.rows("user")).hasSize(25);
    assertThat(destination.state("scripted").orElseThrow()).contains("\"id\":\"25\"");
  }

  @Test
  void aFullRefreshOfOneTableKeepsTheCursorsOfTheOthers() {
    ScriptedConnector both =
        new ScriptedConnector(
            (request, out) -> {
              State state = request.state();
              for (Table table : request.selection().tables()) {
                state = state.with(table.name(), Cursor.of("id", "9"));
              }
              out.checkpoint(state);
              return SyncResult.complete();
            },
            USER,
            EVENT);
    run(both);
    List<State> seen = new ArrayList<>();
    run(
        new ScriptedConnector(
            (request, out) -> {
              seen.add(request.state());
              return SyncResult.complete();
            },
            USER,
            EVENT),
        SyncOptions.DEFAULT.start(Start.FULL_REFRESH).tables(List.of(USER.name())));

    assertThat(seen.get(0).cursor(USER.name())).isEmpty();
    assertThat(seen.get(0).cursor(EVENT.name())).isPresent();
  }
}
