package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.EVENT;
import static dev.leat.engine.ScriptedConnector.SECRET;
import static dev.leat.engine.ScriptedConnector.USER;
import static dev.leat.engine.ScriptedConnector.at;
import static dev.leat.engine.ScriptedConnector.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.SyncReport.Outcome;
import dev.leat.engine.destination.RunRecord;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.contract.ContractViolation;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sync stores, claims and reports. */
class SyncRunnerTest extends MemoryRuns {

  @Test
  void storesRowsStateAndRun() {
    SyncReport report = run(ScriptedConnector.usersInPages(25, 10));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.exitCode()).isZero();
    assertThat(destination.rows("user")).hasSize(25);
    assertThat(destination.state("scripted").orElseThrow()).contains("\"id\":\"25\"");
    assertThat(destination.runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.outcome()).isEqualTo(RunRecord.Outcome.COMPLETE);
              assertThat(run.id()).isEqualTo(report.runId());
              assertThat(run.tables()).contains("\"upserts\":25").contains("\"inserted\":25");
            });
    assertThat(report.tables())
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table.read()).isEqualTo(new RowCounts(25, 0, 0, 0, 0));
              assertThat(table.changes().inserted()).isEqualTo(25);
              assertThat(table.cursorBefore()).isEmpty();
              assertThat(table.cursorAfter()).contains("{\"id\":\"25\"}");
            });
    assertThat(report.checkpoints()).isEqualTo(3);
    assertThat(report.rowsCommitted()).isEqualTo(25);
  }

  @Test
  void theSecondSyncStartsWhereTheFirstStopped() {
    run(ScriptedConnector.usersInPages(25, 10));
    SyncReport second = run(ScriptedConnector.usersInPages(30, 10));

    assertThat(second.calls().upserts()).isEqualTo(5);
    assertThat(second.tables().get(0).cursorBefore()).contains("{\"id\":\"25\"}");
    assertThat(second.resumed()).isEmpty();
    assertThat(destination.rows("user")).hasSize(30);
  }

  @Test
  void aPipelineMayHaveANameOfItsOwn() {
    SyncReport report =
        run(
            ScriptedConnector.usersInPages(25, 10),
            SyncOptions.DEFAULT.pipeline("people-eu").dataset("crm"));

    assertThat(report.pipeline()).isEqualTo("people-eu");
    assertThat(destination.runs()).extracting(RunRecord::pipeline).containsExactly("people-eu");
    assertThat(destination.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.pipeline()).isEqualTo("people-eu");
              assertThat(request.dataset()).contains("crm");
            });
  }

  @Test
  void aSyncThatFindsNothingCommitsNothing() {
    run(ScriptedConnector.usersInPages(25, 10));
    SyncReport second = run(ScriptedConnector.usersInPages(25, 10));

    assertThat(second.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(second.commits()).isZero();
  }

  @Test
  void commitsEachCheckpointIfThePolicySaysSo() {
    SyncReport report =
        run(
            ScriptedConnector.usersInPages(25, 10),
            SyncOptions.DEFAULT.commits(CommitPolicy.everyCheckpoint()));

    assertThat(report.commits()).isEqualTo(3);
  }

  @Test
  void commitsWhatWasCheckpointedBeforeAFailureAndNothingAfterIt() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.upsert(USER.name(), user(2));
                  out.checkpoint(at(request.state(), 2));
                  out.upsert(USER.name(), user(3));
                  throw new SourceUnavailableException("GET /users answered 503");
                }));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.exitCode()).isEqualTo(11);
    assertThat(report.crash()).isEmpty();
    assertThat(destination.rows("user")).hasSize(2);
    assertThat(report.verdict())
        .isEqualTo(
            "Failed: GET /users answered 503. 2 rows are safe in the destination; the next sync"
                + " resumes after them.");
    assertThat(destination.runs().get(0).outcome()).isEqualTo(RunRecord.Outcome.FAILED);
    assertThat(destination.runs().get(0).message()).contains("GET /users answered 503");
  }

  @Test
  void theNextSyncSaysWhatItResumed() {
    run(
        new ScriptedConnector(
            (request, out) -> {
              out.upsert(USER.name(), user(1));
              out.checkpoint(at(request.state(), 1));
              throw new SourceUnavailableException("gone");
            }));
    SyncReport next = run(ScriptedConnector.usersInPages(3, 10));

    assertThat(next.resumed().orElseThrow())
        .startsWith("Resumed after a run that failed at ")
        .endsWith(": 1 rows already safe.");
    assertThat(next.calls().upserts()).isEqualTo(2);
  }

  @Test
  void aFailureWithoutACheckpointStoresNothing() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  throw new SourceDataException("The answer is no JSON");
                }));

    assertThat(report.exitCode()).isEqualTo(12);
    assertThat(destination.rows("user")).isEmpty();
    assertThat(report.verdict()).contains("Nothing of this run was stored");
    assertThat(report.calls().upserts()).isEqualTo(1);
  }

  @Test
  void commitsALongPartAtTheLastCheckpointEvenIfRowsBeyondItWereReadAlready() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  for (int id = 1; id <= 30_000; id++) {
                    out.upsert(EVENT.name(), user(id));
                  }
                  out.checkpoint(at(EVENT.name(), request.state(), 30_000));
                  for (int id = 30_001; id <= 90_000; id++) {
                    out.upsert(EVENT.name(), user(id));
                  }
                  throw new SourceUnavailableException("gone");
                },
                EVENT),
            SyncOptions.DEFAULT.commits(
                new CommitPolicy(1_000_000, Long.MAX_VALUE, Duration.ofDays(1))));

    assertThat(report.exitCode()).isEqualTo(11);
    assertThat(destination.rows("event")).hasSize(30_000);
    assertThat(report.rowsCommitted()).isEqualTo(30_000);
  }

  @Test
  void aDefectIsReportedWithTheAuthorsFramesTheTableAndTheState() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.checkpoint(at(request.state(), 1));
                  throw new IllegalStateException("index 7, token " + SECRET);
                }));

    assertThat(report.exitCode()).isEqualTo(70);
    assertThat(report.crash().orElseThrow())
        .contains("IllegalStateException: index 7, token ***")
        .contains("user")
        .contains("\"id\":\"1\"")
        .doesNotContain(SECRET);
    assertThat(report.message().orElseThrow()).contains("index 7").doesNotContain(SECRET);
    assertThat(report.rowsCommitted()).isEqualTo(1);
  }

  @Test
  void errorsOfTheMachineAreReportedToo() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  throw new OutOfMemoryError("Java heap space");
                }));

    assertThat(report.exitCode()).isEqualTo(70);
    assertThat(report.message().orElseThrow()).contains("OutOfMemoryError");
  }

  @Test
  void secretsAreMaskedInWarningsMessagesAndHistory() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.warning("slow with " + SECRET);
                  throw new ConfigurationException("401 for token " + SECRET);
                }));

    assertThat(report.exitCode()).isEqualTo(10);
    assertThat(report.text() + report.json() + destination.runs()).doesNotContain(SECRET);
    assertThat(report.warnings()).containsExactly("slow with ***");
  }

  @Test
  void anIncompleteSyncIsCommittedAndSaysWhy() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.checkpoint(at(request.state(), 1));
                  return SyncResult.incomplete("The total shrank");
                }));

    assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(report.exitCode()).isEqualTo(3);
    assertThat(report.verdict()).startsWith("Incomplete: The total shrank.");
    assertThat(destination.rows("user")).hasSize(1);
    assertThat(destination.runs().get(0).outcome()).isEqualTo(RunRecord.Outcome.INCOMPLETE);
  }

  @Test
  void readsOnlyTheTablesThatWereAskedFor() {
    List<String> selected = new ArrayList<>();
    run(
        new ScriptedConnector(
            (request, out) -> {
              request.selection().tables().forEach(each -> selected.add(each.name().value()));
              return SyncResult.complete();
            },
            USER,
            EVENT),
        SyncOptions.DEFAULT.tables(List.of(EVENT.name())));

    assertThat(selected).containsExactly("event");
  }

  @Test
  void anUnknownTableIsRefusedWithTheNearestName() {
    SyncReport report =
        run(
            ScriptedConnector.usersInPages(1, 1),
            SyncOptions.DEFAULT.tables(List.of(new TableName("usr"))));

    assertThat(report.exitCode()).isEqualTo(10);
    assertThat(report.message())
        .contains("There is no table \"usr\", did you mean \"user\"? Choose from user");
    assertThat(destination.runs()).isEmpty();
  }

  @Test
  void anotherSourcesStateIsRefused() {
    State foreign = State.empty(StateOwner.of("scripted", Map.of("site", "two")));
    destination.replaceState("scripted", Optional.of(at(foreign, 3).json()));
    SyncReport report = run(ScriptedConnector.usersInPages(1, 1));

    assertThat(report.exitCode()).isEqualTo(10);
    assertThat(report.message().orElseThrow()).contains("written for another source");
    assertThat(destination.rows("user")).isEmpty();
    assertThat(destination.state("scripted")).contains(at(foreign, 3).json());
  }

  @Test
  void aBrokenRuleIsADefectThatNamesTheRule() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.checkpoint(at(request.state(), 1));
                  out.upsert(USER.name(), user(2));
                  return SyncResult.complete();
                }));

    assertThat(report.exitCode()).isEqualTo(70);
    assertThat(report.message().orElseThrow()).contains("checkpoint law 4");
    assertThat(destination.rows("user")).hasSize(1);
  }

  @Test
  void aConnectorThatSwallowsARefusalDoesNotGetAwayWithIt() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  try {
                    out.upsert(new TableName("ghost"), user(1));
                  } catch (ContractViolation e) {
                    return SyncResult.complete();
                  }
                  throw new AssertionError("not refused");
                }));

    assertThat(report.exitCode()).isEqualTo(70);
    assertThat(report.message().orElseThrow()).contains("ghost").contains("law 5");
  }

  @Test
  void aRowWithoutItsKeyIsSetAsideAndTheSyncGoesOn() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.upsert(USER.name(), FieldRow.of("id", null).with("email", "x"));
                  out.upsert(USER.name(), user(1));
                  out.checkpoint(at(request.state(), 1));
                  return SyncResult.complete();
                }));

    assertThat(report.exitCode()).isZero();
    assertThat(destination.rows("user")).hasSize(1);
    assertThat(destination.rows("_leat_quarantine"))
        .containsExactly(
            "the row has no value in its key column \"id\": {\"id\":null,\"email\":\"x\"}");
    assertThat(report.verdict()).contains("2 rows read, 1 inserted").contains("1 quarantined");
  }

  @Test
  void aRecordThatIsSetAsideIsReadCountedStoredWithItsCommitAndReported() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.upsert(USER.name(), user(1));
                  out.setAside(USER.name(), "7", "it is not an object");
                  out.checkpoint(at(request.state(), 1));
                  out.setAside(USER.name(), "8", "it is not an object");
                  throw new SourceUnavailableException("gone");
                }));

    assertThat(destination.rows("_leat_quarantine")).containsExactly("it is not an object: 7");
    assertThat(report.rowsCommitted()).isEqualTo(2);
    assertThat(report.tables().get(0).read()).isEqualTo(new RowCounts(1, 0, 0, 0, 2));
    assertThat(report.tables().get(0).changes().quarantined()).isEqualTo(1);
    assertThat(report.json()).contains("\"set_aside\":2", "\"quarantined\":1");
    assertThat(report.text()).contains("SetAside      | 2");
  }

  @Test
  void returningNothingIsADefect() {
    SyncReport report = run(new ScriptedConnector((request, out) -> null));

    assertThat(report.exitCode()).isEqualTo(70);
    assertThat(report.message().orElseThrow()).contains("returned null");
  }

  @Test
  void theListenerHearsProgressWarningsAndCommits() {
    List<String> heard = new ArrayList<>();
    ScriptedConnector connector =
        new ScriptedConnector(
            (request, out) -> {
              out.accept(new Operation.Progress(USER.name(), 1, 2, Duration.ofSeconds(3)));
              out.upsert(USER.name(), user(1));
              out.warning("slow");
              out.checkpoint(at(request.state(), 1));
              return SyncResult.complete();
            });
    SyncReport report =
        new SyncRunner(connector, connector.configuration(), destination)
            .with(
                new SyncListener() {
                  @Override
                  public void progressed(TableProgress progress) {
                    heard.add(
                        progress.rows()
                            + " rows, "
                            + progress.pages()
                            + " pages, "
                            + progress.cursor().orElse("-"));
                  }

                  @Override
                  public void warned(String message) {
                    heard.add(message);
                  }

                  @Override
                  public void committed(long commits, long rows) {
                    heard.add("commit " + commits + ": " + rows);
                    throw new IllegalStateException("a listener's own trouble");
                  }
                })
            .run();

    assertThat(heard)
        .containsSubsequence("0 rows, 1 pages, -", "1 rows, 1 pages, -", "slow")
        .containsSubsequence("1 rows, 1 pages, {\"id\":\"1\"}", "commit 1: 1");
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.tables().get(0).retries()).isEqualTo(2);
    assertThat(report.tables().get(0).waited()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aTableThatAppearsDuringTheSyncIsDeclaredBeforeItsRows() {
    SyncReport report =
        run(
            new ScriptedConnector(
                (request, out) -> {
                  out.schemaChange(EVENT);
                  out.upsert(EVENT.name(), user(1));
                  out.checkpoint(at(request.state(), 1));
                  return SyncResult.complete();
                }));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(destination.rows("event")).hasSize(1);
    assertThat(report.schemaChanges()).isEqualTo(1);
  }
}
