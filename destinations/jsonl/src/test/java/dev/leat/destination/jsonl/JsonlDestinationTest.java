package dev.leat.destination.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.Destinations;
import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.SessionRequest.Deletes;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.destination.StaleSessionException;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JsonlDestinationTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T10:00:00Z"), ZoneOffset.UTC);
  private static final Table USER = Table.named("user").key("id");
  private static final Table SNAPSHOT = USER.disposition(Disposition.REPLACE);

  @TempDir private Path root;

  private Path folder() {
    return root.resolve("out");
  }

  private Destination destination() {
    return Destinations.at("jsonl:" + folder());
  }

  private static SessionRequest request(Start start) {
    return new SessionRequest("keyset", "run", SchemaContract.EVOLVE, Deletes.HARD, start, CLOCK);
  }

  private Session begin() throws InterruptedException {
    return destination().begin(request(Start.RESUME));
  }

  private static RunRecord run(String id, RunRecord.Outcome outcome) {
    return new RunRecord(
        id,
        "keyset",
        "0.1.0",
        CLOCK.instant().plusSeconds(id.length()),
        outcome == RunRecord.Outcome.RUNNING ? Optional.empty() : Optional.of(CLOCK.instant()),
        outcome,
        outcome == RunRecord.Outcome.FAILED ? Optional.of("gone") : Optional.empty(),
        "{\"user\":{\"upserts\":1}}");
  }

  private static Batch users(int... ids) {
    List<Operation> operations = new ArrayList<>();
    for (int id : ids) {
      operations.add(new Operation.Upsert(USER.name(), FieldRow.of("id", id)));
    }
    return new Batch(operations, ids.length * 10L);
  }

  private static String lines(int... ids) {
    StringBuilder lines = new StringBuilder();
    for (int id : ids) {
      lines.append("{\"type\":\"upsert\",\"table\":\"user\",\"row\":{\"id\":" + id + "}}\n");
    }
    return lines.toString();
  }

  private static String state(int id) {
    return "{\"format\":1,\"tables\":{\"user\":{\"id\":" + id + ",\"exact\":1.10}}}";
  }

  private void sync(Table table, RunRecord.Outcome outcome, int... ids)
      throws InterruptedException {
    try (Session session = begin()) {
      session.declare(table);
      session.write(users(ids));
      session.commit(state(ids[ids.length - 1]), run("run", RunRecord.Outcome.RUNNING));
      session.finish(run("run", outcome));
    }
  }

  private String file(String name) throws IOException {
    return Files.readString(folder().resolve("keyset").resolve(name));
  }

  @Test
  void everyOperationIsALine() throws Exception {
    try (Session session = begin()) {
      session.declare(USER);
      session.write(
          new Batch(
              List.of(
                  new Operation.Upsert(USER.name(), FieldRow.of("id", 1).with("name", "ü\n")),
                  new Operation.Update(USER.name(), FieldRow.of("id", 1).with("name", null)),
                  new Operation.Delete(USER.name(), FieldRow.of("id", 1)),
                  Operation.Truncate.all(USER.name()),
                  new Operation.Truncate(USER.name(), Optional.of(CLOCK.instant()))),
              100));
      assertThat(session.commit(state(1), run("run", RunRecord.Outcome.RUNNING)))
          .isEqualTo(Map.of("user", new TableChanges(1, 1, 1, 0, 0)));
      assertThat(session.finish(run("run", RunRecord.Outcome.COMPLETE))).isEmpty();
    }

    assertThat(file("user.jsonl"))
        .isEqualTo(
            """
            {"type":"upsert","table":"user","row":{"id":1,"name":"ü\\n"}}
            {"type":"update","table":"user","row":{"id":1,"name":null}}
            {"type":"delete","table":"user","key":{"id":1}}
            {"type":"truncate","table":"user"}
            {"type":"truncate","table":"user","before":"2026-01-31T10:00:00Z"}
            """);
    assertThat(destination().state("keyset")).contains(state(1));
  }

  @Test
  void whatWasNotCommittedIsGone() throws Exception {
    sync(USER, RunRecord.Outcome.COMPLETE, 1, 2);
    try (Session session = begin()) {
      session.declare(USER);
      session.write(users(3));
    }
    assertThat(file("user.jsonl")).isEqualTo(lines(1, 2));
    assertThat(destination().state("keyset")).contains(state(2));
  }

  @Test
  void whatFollowsTheLastCommitIsCutOffWhereverTheProcessDied() throws Exception {
    sync(USER, RunRecord.Outcome.COMPLETE, 1, 2);
    Path table = folder().resolve("keyset/user.jsonl");
    byte[] more = lines(3, 4).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= more.length; length++) {
      Files.write(table, Arrays.copyOf(more, length), StandardOpenOption.APPEND);
      Files.write(folder().resolve("keyset/_leat_state.json.new"), Arrays.copyOf(more, length));
      Files.write(
          folder().resolve("keyset/_leat_runs.jsonl"),
          Arrays.copyOf(more, length),
          StandardOpenOption.APPEND);
      try (Session session = begin()) {
        assertThat(file("user.jsonl")).as("cut after %s bytes", length).isEqualTo(lines(1, 2));
        assertThat(session.state()).contains(state(2));
        session.declare(USER);
      }
      assertThat(destination().runs()).hasSize(1);
    }
    sync(USER, RunRecord.Outcome.COMPLETE, 3);
    assertThat(file("user.jsonl")).isEqualTo(lines(1, 2, 3));
    assertThat(destination().runs()).hasSize(2);
  }

  @Test
  void aRecordThatIsSetAsideIsALineInAFileOfItsOwnAndCounts() throws Exception {
    try (Session session = begin()) {
      session.declare(USER);
      session.write(users(1));
      session.write(setAside("7"));
      assertThat(session.commit(state(1), run("run", RunRecord.Outcome.RUNNING)))
          .containsExactly(Map.entry("user", new TableChanges(1, 0, 0, 0, 1)));
      session.write(setAside("8"));
      session.finish(run("run", RunRecord.Outcome.COMPLETE));
    }
    assertThat(file("_leat_quarantine.jsonl"))
        .isEqualTo(
            "{\"type\":\"set_aside\",\"table\":\"user\",\"reason\":\"it is not an"
                + " object\",\"record\":\"7\",\"run\":\"run\",\"at\":\"2026-01-31T10:00:00Z\"}\n");
    assertThat(file("user.jsonl")).isEqualTo(lines(1));
  }

  @Test
  void whatWasSetAsideAfterTheLastCommitIsCutOffWhereverTheProcessDied() throws Exception {
    try (Session session = begin()) {
      session.declare(USER);
      session.write(setAside("7"));
      session.commit(state(1), run("run", RunRecord.Outcome.RUNNING));
      session.finish(run("run", RunRecord.Outcome.COMPLETE));
    }
    String committed = file("_leat_quarantine.jsonl");
    Files.writeString(
        folder().resolve("keyset/_leat_quarantine.jsonl"),
        "{\"type\":\"set_asi",
        StandardOpenOption.APPEND);

    begin().close();

    assertThat(file("_leat_quarantine.jsonl")).isEqualTo(committed);
  }

  @Test
  void aFrozenSyncEndsAtARecordThatCannotBeARow() throws Exception {
    SessionRequest frozen =
        new SessionRequest(
            "keyset", "run", SchemaContract.FREEZE, Deletes.HARD, Start.RESUME, CLOCK);
    try (Session session = destination().begin(frozen)) {
      session.declare(USER);
      assertThatThrownBy(() -> session.write(setAside("7")))
          .isInstanceOf(SchemaContractException.class)
          .hasMessageContaining("\"user\" is frozen")
          .hasMessageContaining("it is not an object");
    }
  }

  private static Batch setAside(String record) {
    return new Batch(
        List.of(new Operation.SetAside(USER.name(), record, "it is not an object")),
        record.length());
  }

  @Test
  void aDamagedLedgerIsRefusedWhicheverByteItIs() throws Exception {
    sync(USER, RunRecord.Outcome.COMPLETE, 1);
    Path ledger = folder().resolve("keyset/_leat_state.json");
    byte[] whole = Files.readAllBytes(ledger);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      Files.write(ledger, flipped);
      assertRefused("flipped at " + at);
      Files.write(ledger, Arrays.copyOf(whole, at));
      assertRefused("cut at " + at);
    }
    Files.write(ledger, whole);
    assertThat(destination().state("keyset")).contains(state(1));
  }

  private void assertRefused(String how) {
    assertThatThrownBy(this::begin)
        .as(how)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("_leat_state.json cannot be used: it is damaged")
        .hasMessageContaining("move it away to start over");
  }

  @Test
  void aTableThatLostBytesIsRefused() throws Exception {
    sync(USER, RunRecord.Outcome.COMPLETE, 1, 2);
    Files.writeString(folder().resolve("keyset/user.jsonl"), lines(1));

    assertThatThrownBy(this::begin)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("user.jsonl has ")
        .hasMessageContaining("but the last sync left ");
  }

  @Test
  void aSecondSyncOfThisProcessIsToldWhoIsAtWork() throws Exception {
    try (Session session = begin()) {
      assertThat(session.state()).isEmpty();
      assertThatThrownBy(this::begin)
          .isInstanceOf(PipelineBusyException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("which started at 2026-01-31T10:00:00Z");
      assertThatThrownBy(() -> destination().replaceState("keyset", Optional.empty()))
          .isInstanceOf(PipelineBusyException.class);
    }
    begin().close();
  }

  @Test
  void aSecondProcessIsToldWhoIsAtWorkAndIsFreedByAKill() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(holder.getInputStream().read()).isEqualTo('!');
    assertThatThrownBy(this::begin)
        .isInstanceOf(PipelineBusyException.class)
        .hasMessageContaining("process " + holder.pid() + ", which started at 2026-01-31");

    holder.destroyForcibly().waitFor();
    begin().close();
  }

  /** A process that takes the lock and keeps it. */
  static final class Holder {

    private Holder() {}

    @SuppressWarnings("SystemOut") // How the test learns that the lock is taken.
    public static void main(String[] arguments) throws Exception {
      Session session = Destinations.at("jsonl:" + arguments[0]).begin(request(Start.RESUME));
      System.out.write('!');
      System.out.flush();
      synchronized (session) {
        while (true) {
          session.wait();
        }
      }
    }
  }

  @Test
  void aSessionThatWasTakenOverCommitsNothing() throws Exception {
    sync(USER, RunRecord.Outcome.COMPLETE, 1);
    PipelineFolder pipeline = new PipelineFolder(folder().resolve("keyset"));
    try (Session session = begin()) {
      session.declare(USER);
      session.write(users(2));
      pipeline.replaceLedger(pipeline.ledger().epoch(pipeline.ledger().epoch() + 1));

      assertThatThrownBy(() -> session.commit(state(2), run("run", RunRecord.Outcome.RUNNING)))
          .isInstanceOf(StaleSessionException.class);
    }
    assertThat(destination().state("keyset")).contains(state(1));
  }

  @Test
  void aReplacedTableKeepsItsRowsUntilASyncIsComplete() throws Exception {
    sync(SNAPSHOT, RunRecord.Outcome.COMPLETE, 1, 2);
    assertThat(file("user.jsonl")).isEqualTo(lines(1, 2));

    sync(SNAPSHOT, RunRecord.Outcome.FAILED, 3);
    assertThat(file("user.jsonl")).isEqualTo(lines(1, 2));

    try (Session session = begin()) {
      session.declare(SNAPSHOT);
      session.write(users(4));
      assertThat(session.commit(state(4), run("run", RunRecord.Outcome.RUNNING))).isEmpty();
      assertThat(session.finish(run("run", RunRecord.Outcome.COMPLETE)))
          .isEqualTo(Map.of("user", new TableChanges(2, 0, 0, 0, 0)));
    }
    assertThat(file("user.jsonl"))
        .as("what the failed run had committed counts")
        .isEqualTo(lines(3, 4));
    assertThat(names())
        .containsExactly("_leat_lock", "_leat_runs.jsonl", "_leat_state.json", "user.jsonl");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder().resolve("keyset"))) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFullRefreshReplacesRowsWithItsFirstCommitNotBefore() throws Exception {
    sync(USER, RunRecord.Outcome.COMPLETE, 1, 2);
    try (Session session = destination().begin(request(Start.FULL_REFRESH))) {
      session.declare(USER);
      session.write(users(7));
    }
    assertThat(file("user.jsonl")).isEqualTo(lines(1, 2));

    try (Session session = destination().begin(request(Start.FULL_REFRESH))) {
      session.declare(USER);
      session.write(users(7));
      session.commit(state(7), run("run", RunRecord.Outcome.RUNNING));
      assertThat(file("user.jsonl")).isEqualTo(lines(7));
      session.write(users(8));
      session.commit(state(8), run("run", RunRecord.Outcome.RUNNING));
      session.finish(run("run", RunRecord.Outcome.COMPLETE));
    }
    assertThat(file("user.jsonl")).isEqualTo(lines(7, 8));
    sync(USER, RunRecord.Outcome.COMPLETE, 9);
    assertThat(file("user.jsonl")).isEqualTo(lines(7, 8, 9));
  }

  @Test
  void aSwapThatWasCutShortIsFinishedAtTheNextStart() throws Exception {
    sync(USER, RunRecord.Outcome.COMPLETE, 1, 2);
    PipelineFolder pipeline = new PipelineFolder(folder().resolve("keyset"));
    Files.writeString(pipeline.file("user.jsonl.next-9"), lines(5) + "half a li");
    Ledger ledger = pipeline.ledger();
    Ledger.Entry entry = ledger.tables().get("user");
    Map<String, Ledger.Entry> due = new LinkedHashMap<>();
    due.put(
        "user",
        new Ledger.Entry(
            entry.file(),
            entry.bytes(),
            Optional.of(
                new Ledger.Next("user.jsonl.next-9", lines(5).length(), 1, Ledger.Readiness.DUE))));
    pipeline.replaceLedger(ledger.tables(due));

    begin().close();
    assertThat(file("user.jsonl")).isEqualTo(lines(5));
    assertThat(pipeline.ledger().tables().get("user"))
        .isEqualTo(new Ledger.Entry("user.jsonl", lines(5).length(), Optional.empty()));
  }

  @Test
  void nextFilesOfNobodyAreRemoved() throws Exception {
    sync(USER, RunRecord.Outcome.COMPLETE, 1);
    Files.writeString(folder().resolve("keyset/user.jsonl.next-3"), "left behind");
    begin().close();
    assertThat(names()).doesNotContain("user.jsonl.next-3");
  }

  @Test
  void theHistoryListsRunsTheNewestFirstAndKilledOnesAsRunning() throws Exception {
    sync(USER, RunRecord.Outcome.FAILED, 1);
    try (Session session = begin()) {
      session.declare(USER);
      session.write(users(2));
      session.commit(state(2), run("killed", RunRecord.Outcome.RUNNING));
    }
    assertThat(destination().runs())
        .containsExactly(
            run("killed", RunRecord.Outcome.RUNNING), run("run", RunRecord.Outcome.FAILED));

    try (Session session = begin()) {
      session.finish(run("complete", RunRecord.Outcome.COMPLETE));
    }
    assertThat(destination().runs())
        .containsExactly(
            run("complete", RunRecord.Outcome.COMPLETE),
            run("killed", RunRecord.Outcome.RUNNING),
            run("run", RunRecord.Outcome.FAILED));
  }

  @Test
  void theStateCanBeReplacedAndForgottenWhileRowsStay() throws Exception {
    destination().replaceState("keyset", Optional.empty());
    assertThat(folder()).doesNotExist();

    sync(USER, RunRecord.Outcome.COMPLETE, 1);
    destination().replaceState("keyset", Optional.of(state(5)));
    assertThat(destination().state("keyset")).contains(state(5));
    destination().replaceState("keyset", Optional.empty());
    assertThat(destination().state("keyset")).isEmpty();
    assertThat(file("user.jsonl")).isEqualTo(lines(1));
  }

  @Test
  void namesOfTablesNeverLeaveTheFolder() throws Exception {
    List<String> names =
        List.of(
            "../../evil",
            "/etc/passwd",
            "..",
            "a/b",
            "a\\b",
            "User",
            "user",
            "USER",
            "ü😀",
            "_leat_state",
            ".hidden",
            "x".repeat(200),
            "x".repeat(199) + "y",
            "con:aux");
    try (Session session = begin()) {
      List<Operation> operations = new ArrayList<>();
      for (String name : names) {
        Table table = Table.named(name);
        session.declare(table);
        operations.add(new Operation.Upsert(table.name(), FieldRow.of("of", name)));
      }
      session.write(new Batch(operations, 1));
      session.commit(state(1), run("run", RunRecord.Outcome.RUNNING));
      session.finish(run("run", RunRecord.Outcome.COMPLETE));
    }

    List<String> tables = names().stream().filter(each -> each.endsWith(".jsonl")).toList();
    assertThat(tables)
        .hasSize(names.size() + 1)
        .allSatisfy(each -> assertThat(each).matches("[A-Za-z0-9%_-]{1,110}\\.jsonl"))
        .contains("User.jsonl", "user-2.jsonl", "USER-3.jsonl", "%5Fleat_state.jsonl");
    assertThat(tables.stream().map(each -> each.toLowerCase(java.util.Locale.ROOT)).distinct())
        .hasSize(tables.size());
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile))
          .allMatch(each -> each.getParent().equals(folder().resolve("keyset")));
    }
  }

  @Test
  void onlyTheirOwnerMayReadTheFiles() throws Exception {
    sync(USER, RunRecord.Outcome.COMPLETE, 1);
    try (Stream<Path> files = Files.walk(folder())) {
      assertThat(files)
          .hasSizeGreaterThan(5)
          .allSatisfy(
              each ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                      .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void linksInPlaceOfFilesAreNotFollowed() throws Exception {
    Path precious = Files.writeString(root.resolve("precious.txt"), "precious");
    for (String name :
        List.of("_leat_lock", "user.jsonl", "_leat_state.json.new", "_leat_runs.jsonl")) {
      Path pipeline = Files.createDirectories(folder().resolve("keyset"));
      Path link = Files.createSymbolicLink(pipeline.resolve(name), precious);

      assertThatThrownBy(() -> sync(USER, RunRecord.Outcome.COMPLETE, 1))
          .as(name)
          .hasMessageMatching(
              "(?s).*(it is a link, and none is followed|no sync has written it).*");
      assertThat(precious).as(name).hasContent("precious");
      Files.delete(link);
    }
  }

  @Test
  void aFileThatNoSyncHasWrittenIsLeftAlone() throws Exception {
    Files.createDirectories(folder().resolve("keyset"));
    Files.writeString(folder().resolve("keyset/user.jsonl"), "mine\n");
    try (Session session = begin()) {
      assertThatThrownBy(() -> session.declare(USER))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("user.jsonl exists, but no sync has written it");
    }
    assertThat(file("user.jsonl")).isEqualTo("mine\n");
  }

  @Test
  void aFolderThatCannotBeMadeIsAMatterOfSettings() throws Exception {
    Files.writeString(folder(), "a file");
    assertThatThrownBy(this::begin)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be written");
    assertThat(destination().runs()).isEmpty();
  }

  @Test
  void childTablesAreRefusedAndNothingIsMade() {
    SessionRequest asked = request(Start.RESUME);
    SessionRequest tables =
        new SessionRequest(
            asked.pipeline(),
            asked.runId(),
            asked.contract(),
            asked.deletes(),
            asked.start(),
            SessionRequest.Nested.TABLES,
            asked.clock());

    assertThatThrownBy(() -> destination().begin(tables))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sync without --nested tables, or into duckdb:");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void anAddressNamesAFolder() {
    assertThatThrownBy(() -> Destinations.at("jsonl:"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("jsonl:DIR");
  }

  @Test
  void lookingAtWhatIsNotThereCreatesNothing() throws Exception {
    assertThat(destination().state("keyset")).isEmpty();
    assertThat(destination().runs()).isEmpty();
    assertThat(folder()).doesNotExist();
  }
}
