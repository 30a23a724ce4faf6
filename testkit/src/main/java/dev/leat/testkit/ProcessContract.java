package dev.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.protocol.wire.ConnectorDescription;
import dev.leat.sdk.protocol.wire.Hello;
import dev.leat.sdk.protocol.wire.OperationReader;
import dev.leat.sdk.protocol.wire.ReplyReader;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every program that speaks the protocol must do, whatever it is written in. Inherit it, give
 * a command line and settings, and provide a source that holds at least two rows and does not
 * change during a test. The program is run as a process of its own, once for each thing that is
 * asked.
 *
 * <p>The form for connectors in Java that run within the test is {@link ConnectorContract}.
 */
@Timeout(300)
public abstract class ProcessContract {

  /** How many places of one read are tried out: all of a short one, spread evenly in a long one. */
  private static final int MOST_PLACES = 12;

  /** What a source answers that has too much to do. */
  private static final List<Integer> REFUSALS = List.of(429, 503);

  private static final int SECONDS_TO_END = 10;
  private static final String ERRORS = "stderr.txt";

  @TempDir Path folder;
  private ConnectorDescription description;
  private Schema tables;

  /** The program and its first arguments, to which the command of the protocol is added. */
  protected abstract List<String> command();

  /** Settings, as JSON, with which the source answers and holds at least two rows. */
  protected abstract String configuration();

  /** Settings, as JSON, that must be refused: by their form, or by the source. */
  protected abstract String badConfiguration();

  /**
   * Makes the source refuse the next request, and no other, as one that has too much to do.
   *
   * @param status 429 or 503
   * @param retryAfter what it says of when to come back; zero for at once
   */
  protected abstract void refuseOnce(int status, Duration retryAfter);

  /** What a process wrote, and how it ended. */
  private record ProcessRun(int exitCode, String out, String err) {

    static ProcessRun of(Process process, Path errors) throws IOException, InterruptedException {
      byte[] out = process.getInputStream().readAllBytes();
      int code = process.waitFor();
      return new ProcessRun(
          code, new String(out, StandardCharsets.UTF_8), Files.readString(errors));
    }

    List<String> lines() {
      return out.lines().toList();
    }

    InputStream input() {
      return new ByteArrayInputStream(out.getBytes(StandardCharsets.UTF_8));
    }

    String all() {
      return "exit code " + exitCode + "\n" + out + err;
    }
  }

  @Test
  void describesItselfAndEverySetting() throws Exception {
    ProcessRun spec = run("spec");

    assertThat(spec.exitCode()).as(spec.all()).isZero();
    assertThat(spec.lines()).hasSize(1).allSatisfy(ProcessContract::isProtocol);
    assertThat(description().configuration().settings())
        .allSatisfy(each -> assertThat(each.description()).isNotBlank());
  }

  @Test
  void checkSucceedsWhereTheSourceAnswers() throws Exception {
    ProcessRun check = run("check", "--config", settings(configuration()));

    assertThat(check.exitCode()).as(check.all()).isZero();
    new ReplyReader(check.input()).check();
  }

  @Test
  void aBadConfigurationIsRefusedWithAWordAboutWhy() throws Exception {
    for (String each : List.of("check", "read")) {
      ProcessRun bad = run(each, "--config", settings(badConfiguration()));

      assertThat(bad.exitCode()).as(each + ": " + bad.all()).isNotZero();
      assertThat(bad.out() + bad.err()).as("what it says of it").isNotBlank();
      assertThat(bad.lines()).noneMatch(line -> line.matches(".*\"type\": ?\"end\".*"));
    }
  }

  @Test
  void discoversAtLeastOneTable() throws Exception {
    assertThat(tables().tables()).isNotEmpty();
  }

  @Test
  void readSendsLinesOfTheProtocolAndRowsOfDeclaredTablesEachWithItsKey() throws Exception {
    ProcessRun read = run("read", "--config", settings(configuration()));
    Recording whole = Recording.from(start());
    OperationReader reader = new OperationReader(read.input(), owner());
    Hello hello = reader.hello();
    SyncResult result = reader.readTo(whole);

    assertThat(read.lines()).allSatisfy(ProcessContract::isProtocol);
    assertThat(hello.connector()).isEqualTo(description().info().name());
    assertThat(read.exitCode()).as(read.all()).isEqualTo(ExitCode.of(result).number());
    assertThat(whole.unclaimed()).as("rows after the last checkpoint").isEmpty();
    assertThat(whole.operations())
        .as("the source of a contract test holds at least two rows")
        .filteredOn(Operation::isData)
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            row ->
                assertThat(tables().contains(row.findTable().orElseThrow()))
                    .as("discovered")
                    .isTrue());
    TableModel.after(tables(), whole.operations());
  }

  @Test
  void noOutputHoldsASecret() throws Exception {
    for (String json : List.of(configuration(), badConfiguration())) {
      for (String each : List.of("check", "discover", "read")) {
        ProcessRun run = run(each, "--config", settings(json));
        for (String secret : parsed().secrets()) {
          assertThat(run.all()).as("output of %s", each).doesNotContain(secret);
        }
      }
    }
  }

  @Test
  void resumesFromEveryCheckpointToTheSameTables() throws Exception {
    List<Operation> whole = read(start()).operations();
    TableModel expected = TableModel.after(tables(), whole);
    List<Integer> checkpoints = new ArrayList<>();
    for (int place = 0; place < whole.size(); place++) {
      if (whole.get(place) instanceof Operation.Checkpoint) {
        checkpoints.add(place);
      }
    }
    assertThat(checkpoints).as("checkpoints of a read").isNotEmpty();
    for (int chosen : spread(checkpoints.size())) {
      int place = checkpoints.get(chosen);
      TableModel model = TableModel.after(tables(), whole.subList(0, place));
      model.apply(read(((Operation.Checkpoint) whole.get(place)).state()).operations());

      assertThat(model)
          .as("tables after a resume from the checkpoint that is operation %d", place + 1)
          .isEqualTo(expected);
    }
  }

  @Test
  void losesAndDoublesNothingWhereverItIsKilled() throws Exception {
    List<Operation> whole = read(start()).operations();
    TableModel expected = TableModel.after(tables(), whole);
    for (int place : spread(whole.size())) {
      Recording killed = Recording.from(start()).crashingBefore(place + 1);
      assertThatThrownBy(() -> killing(killed)).isInstanceOf(SimulatedCrash.class);

      TableModel model = TableModel.after(tables(), killed.durable());
      model.apply(read(killed.durableState()).operations());
      assertThat(model)
          .as("tables after kill -9 before operation %d and a resume", place + 1)
          .isEqualTo(expected);
    }
  }

  @Test
  void aSecondReadOfAnUnchangedSourceChangesNothing() throws Exception {
    Recording first = read(start());
    TableModel model = TableModel.after(tables(), first.operations());
    TableModel expected = TableModel.after(tables(), first.operations());

    Recording second = read(first.durableState());
    model.apply(second.operations());

    assertThat(model).as("tables after the second read").isEqualTo(expected);
    assertThat(read(second.durableState()).durableState())
        .as("state after the third read")
        .isEqualTo(second.durableState());
  }

  @Test
  void aRefusalThatPassesCostsNoRow() throws Exception {
    TableModel expected = TableModel.after(tables(), read(start()).operations());
    for (int status : REFUSALS) {
      refuseOnce(status, Duration.ZERO);
      ProcessRun refused = run("read", "--config", settings(configuration()));
      Recording recording = Recording.from(start());
      OperationReader reader = new OperationReader(refused.input(), owner());
      if (refused.exitCode() == ExitCode.SOURCE_UNAVAILABLE.number()) {
        assertThatThrownBy(() -> reader.readTo(recording))
            .as(refused.all())
            .isInstanceOf(SourceUnavailableException.class);
      } else {
        SyncResult result = reader.readTo(recording);
        assertThat(refused.exitCode()).as(refused.all()).isEqualTo(ExitCode.of(result).number());
      }
      TableModel model = TableModel.after(tables(), recording.durable());
      model.apply(read(recording.durableState()).operations());
      assertThat(model).as("tables after a %d and a resume", status).isEqualTo(expected);
    }
  }

  @Test
  void aRefusalForADayEndsTheReadAsUnavailable() throws Exception {
    for (int status : REFUSALS) {
      refuseOnce(status, Duration.ofDays(1));
      ProcessRun refused = run("read", "--config", settings(configuration()));

      assertThat(refused.exitCode())
          .as("exit code of a read that is told by a %d to come back tomorrow: %s", status, refused)
          .isEqualTo(ExitCode.SOURCE_UNAVAILABLE.number());
    }
  }

  @Test
  void endsWhenItIsToldTo() throws Exception {
    Process process = process("read", "--config", settings(configuration()));
    try (InputStream out = process.getInputStream()) {
      assertThat(out.read()).as("it has begun").isNotNegative();
      process.toHandle().destroy();
      out.readAllBytes();
      assertThat(process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS))
          .as("it ends within %d s of a SIGTERM", SECONDS_TO_END)
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void endsWhenNobodyReadsItAnyMore() throws Exception {
    Process process = process("read", "--config", settings(configuration()));
    try {
      process.getInputStream().close();
      assertThat(process.waitFor(SECONDS_TO_END * 3, TimeUnit.SECONDS))
          .as("it ends when its output is closed")
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads until the sink crashes, then kills the process. */
  private void killing(OperationSink sink) throws Exception {
    Process process = process("read", "--config", settings(configuration()));
    try {
      new OperationReader(process.getInputStream(), owner()).readTo(sink);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Recording read(State from) throws Exception {
    ProcessRun read =
        run("read", "--config", settings(configuration()), "--state", file("state", from.json()));
    Recording recording = Recording.from(from);
    SyncResult result = new OperationReader(read.input(), owner()).readTo(recording);
    assertThat(read.exitCode()).as(read.all()).isEqualTo(ExitCode.of(result).number());
    return recording;
  }

  private ProcessRun run(String... arguments) throws Exception {
    return ProcessRun.of(process(arguments), folder.resolve(ERRORS));
  }

  private Process process(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(command());
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line).redirectError(folder.resolve(ERRORS).toFile()).start();
    process.getOutputStream().close();
    return process;
  }

  private ConnectorDescription description() throws Exception {
    if (description == null) {
      description = new ReplyReader(run("spec").input()).spec();
    }
    return description;
  }

  private Schema tables() {
    if (tables == null) {
      try {
        ProcessRun discover = run("discover", "--config", settings(configuration()));
        assertThat(discover.exitCode()).as(discover.all()).isZero();
        tables = new ReplyReader(discover.input()).catalog();
      } catch (Exception e) {
        throw new AssertionError("The tables could not be discovered", e);
      }
    }
    return tables;
  }

  private Configuration parsed() throws Exception {
    return description().configuration().parse(configuration());
  }

  private StateOwner owner() throws Exception {
    return StateOwner.of(description().info().name(), parsed().identity());
  }

  private State start() throws Exception {
    return State.empty(owner());
  }

  private String settings(String json) throws Exception {
    return file("settings", json);
  }

  private String file(String name, String json) throws Exception {
    return Files.writeString(folder.resolve(name + ".json"), json).toString();
  }

  private static void isProtocol(String line) {
    assertThat(JsonSchemas.problemsOfMessage(line)).as(line).isEmpty();
  }

  private static List<Integer> spread(int places) {
    List<Integer> chosen = new ArrayList<>();
    int step = Math.max(1, places / MOST_PLACES);
    for (int place = 0; place < places; place += step) {
      chosen.add(place);
    }
    return chosen;
  }
}
