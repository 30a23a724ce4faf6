package dev.leat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.engine.SyncReport.Outcome;
import dev.leat.engine.destination.ColumnChange;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.TableChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncReportTest {

  private static SyncReport report(Outcome outcome, Optional<String> message, long commits) {
    return new SyncReport(
        "run-1",
        "keyset",
        "0.1.0",
        Instant.parse("2026-01-31T10:00:00Z"),
        Duration.ofMillis(1_240),
        outcome,
        outcome == Outcome.COMPLETE ? 0 : 3,
        message,
        Optional.empty(),
        Optional.of("Resumed after a run that started at 2026-01-30T10:00:00Z and was killed: 7."),
        Optional.empty(),
        List.of(
            new TableReport(
                ScriptedConnector.table("user"),
                new RowCounts(1_200, 34, 10, 0, 0),
                new TableChanges(1_000, 200, 10, 30, 4, 0),
                List.of(new ColumnChange("user", "age", "BIGINT", "VARCHAR")),
                13,
                2,
                Duration.ofSeconds(3),
                Optional.empty(),
                Optional.of("{\"id\":\"9\"}")),
            new TableReport(
                ScriptedConnector.table("order_line"),
                RowCounts.NONE,
                TableChanges.NONE,
                List.of(),
                1,
                0,
                Duration.ZERO,
                Optional.of("{\"id\":\"4\"}"),
                Optional.of("{\"id\":\"4\"}"))),
        commits == 0 ? 0 : 1_244,
        1,
        3,
        commits,
        List.of("The server's clock is 90 s ahead"));
  }

  @Test
  void isReadByPeople() {
    assertThat(report(Outcome.COMPLETE, Optional.empty(), 2).text())
        .isEqualTo(
            """
            Resumed after a run that started at 2026-01-30T10:00:00Z and was killed: 7.

            Table        read  inserted  updated  deleted  unchanged  older  quarantined  pages  retries  waited
            user        1,244     1,000      200       10         30      4            0     13        2   3.0 s
            order_line      0         0        0        0          0      0            0      1        0   0.0 s
            Type of age of user: BIGINT -> VARCHAR
            Cursor of user: none -> {"id":"9"}
            Cursor of order_line: {"id":"4"} (as before)

            Warning: The server's clock is 90 s ahead

            Operation     | Calls
            ------------- + ------------
            Upserts       | 1200
            Updates       | 34
            Deletes       | 10
            Truncates     | 0
            SetAside      | 0
            SchemaChanges | 1
            Checkpoints   | 3

            Complete: 1,244 rows read, 1,000 inserted, 200 updated, 10 deleted, 4 older in 1.2 s.
            """);
  }

  @Test
  void saysWhyItIsIncomplete() {
    assertThat(report(Outcome.INCOMPLETE, Optional.of("The total shrank"), 1).verdict())
        .isEqualTo(
            "Incomplete: The total shrank. Everything read is stored: 1,244 rows read, 1,000"
                + " inserted, 200 updated, 10 deleted, 4 older in 1.2 s.");
  }

  @Test
  void saysWhatIsSafeAfterAFailure() {
    assertThat(report(Outcome.FAILED, Optional.of("GET /x answered 503."), 1).verdict())
        .isEqualTo(
            "Failed: GET /x answered 503. 1,244 rows are safe in the destination; the next sync"
                + " resumes after them.");
    assertThat(report(Outcome.INTERRUPTED, Optional.of("Stopped by hand"), 0).verdict())
        .isEqualTo(
            "Stopped: Stopped by hand. Nothing of this run was stored; the next sync starts where"
                + " this one did.");
  }

  @Test
  void isReadByProgramsAsOneLine() throws Exception {
    String json = report(Outcome.INCOMPLETE, Optional.of("The total shrank"), 2).json();
    JsonNode report = JsonMapper.builder().build().readTree(json);

    assertThat(json).doesNotContain("\n");
    assertThat(report.path("outcome").asText()).isEqualTo("incomplete");
    assertThat(report.path("exit_code").asInt()).isEqualTo(3);
    assertThat(report.path("duration_ms").asInt()).isEqualTo(1_240);
    assertThat(report.at("/tables/user/upserts").asInt()).isEqualTo(1_200);
    assertThat(report.at("/tables/user/updated").asInt()).isEqualTo(200);
    assertThat(report.at("/tables/user/updates").asInt()).isEqualTo(34);
    assertThat(report.at("/tables/user/older").asInt()).isEqualTo(4);
    assertThat(report.at("/tables/user/column_changes/0").toString())
        .isEqualTo("{\"column\":\"age\",\"from\":\"BIGINT\",\"to\":\"VARCHAR\"}");
    assertThat(report.at("/tables/user/waited_ms").asInt()).isEqualTo(3_000);
    assertThat(report.at("/tables/user/cursor_after/id").asText()).isEqualTo("9");
    assertThat(report.at("/tables/user").has("cursor_before")).isFalse();
    assertThat(report.at("/calls/checkpoints").asInt()).isEqualTo(3);
    assertThat(report.at("/warnings/0").asText()).contains("clock");
  }

  private static RunRecord run(String tables) {
    return new RunRecord(
        "run-1",
        "keyset",
        "0.1.0",
        Instant.parse("2026-01-31T10:00:00Z"),
        Optional.empty(),
        RunRecord.Outcome.FAILED,
        Optional.empty(),
        tables);
  }

  @Test
  void theHistoryKnowsHowManyRowsAreSafe() {
    String tables = ReportJson.tables(report(Outcome.FAILED, Optional.of("x"), 1).tables());
    assertThat(run(tables).rows()).isEqualTo(1_244);
    assertThat(run("no JSON").rows()).isZero();
  }
}
