package dev.leat.host.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.SyncReport;
import dev.leat.engine.SyncRunner;
import dev.leat.engine.connector.ChildProcessConnector;
import dev.leat.engine.destination.Destinations;
import dev.leat.host.airbyte.AirbyteHost;
import dev.leat.host.fivetran.FivetranHost;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.host.singer.SingerHost;
import dev.leat.sdk.Connector;
import dev.leat.sdk.protocol.ConnectorProcess;
import dev.leat.sdk.protocol.ExitCode;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One contract around every host: they all say the same of a connector that misbehaves. */
class SameVerdictTest {

  private static final String CONFIG = "{\"region\":\"eu\"}";
  private static final String CATALOG =
      "{\"streams\":[{\"stream\":{\"name\":\"user\"},\"sync_mode\":\"incremental\"}]}";

  @TempDir private Path folder;

  /**
   * What a host made of a sync.
   *
   * @param said everything that people were told
   */
  private record Verdict(ExitCode code, String said, long rows) {}

  /** A host, reduced to one sync of one connector. */
  @FunctionalInterface
  private interface Host {
    Verdict of(Misbehaviour misbehaviour) throws Exception;
  }

  private Stream<Map.Entry<String, Host>> hosts() {
    return Map.<String, Host>of(
        "sync", each -> sync(each.connector()),
        "read", this::read,
        "airbyte", this::airbyte,
        "singer", this::singer,
        "fivetran", this::fivetran)
        .entrySet()
        .stream();
  }

  @ParameterizedTest
  @EnumSource
  void everyHostSaysTheSame(Misbehaviour misbehaviour) throws Exception {
    for (Map.Entry<String, Host> host : hosts().toList()) {
      check(host.getKey(), misbehaviour, host.getValue().of(misbehaviour));
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "A_ROW_WITHOUT_ITS_KEY",
        "A_RECORD_THAT_IS_NOT_AN_OBJECT",
        "A_ROW_BEFORE_ITS_SCHEMA",
        "ROWS_THAT_NOBODY_CLAIMS",
        "A_DELETE_WITHOUT_ITS_KEY",
        "A_REFUSAL_THAT_IS_CALLED_ANOTHER_NAME",
        "NULL_FOR_A_RESULT",
        "NO_TABLES",
        "A_CRASH",
        "BROKEN_DATA"
      })
  void soDoesASyncOfAChildProcess(Misbehaviour misbehaviour) throws Exception {
    check("child process", misbehaviour, sync(new ChildProcessConnector(child(misbehaviour))));
  }

  private static void check(String host, Misbehaviour misbehaviour, Verdict verdict) {
    String what = misbehaviour + " under " + host + ": " + verdict;
    assertThat(verdict.code()).as(what).isEqualTo(misbehaviour.code());
    assertThat(verdict.said()).as(what).contains(misbehaviour.words());
    assertThat(verdict.rows()).as(what).isEqualTo(misbehaviour.rows());
  }

  /** With what was set aside, which a destination keeps. */
  private Verdict sync(Connector connector) throws IOException {
    SyncReport report =
        new SyncRunner(
                connector,
                connector.configurationSpec().parse(CONFIG),
                Destinations.at("jsonl:" + folder.resolve("out")))
            .run();
    Path aside = folder.resolve("out/scripted/_leat_quarantine.jsonl");
    String kept = Files.exists(aside) ? Files.readString(aside).replace("\\\"", "\"") : "";
    return new Verdict(
        codeOf(report.exitCode()), report.message().orElse("") + kept, lines("user.jsonl"));
  }

  private long lines(String file) throws IOException {
    Path rows = folder.resolve("out/scripted/" + file);
    return Files.exists(rows) ? Files.readAllLines(rows).size() : 0;
  }

  private Verdict read(Misbehaviour misbehaviour) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode code =
        ConnectorProcess.run(
            misbehaviour.connector(),
            List.of("read", "--config", Command.file(folder, "config.json", CONFIG)),
            Map.of(),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Clock.systemUTC());
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    StringBuilder said = new StringBuilder();
    for (String line : lines) {
      said.append(Command.json(line).path("message").asText());
      said.append(Command.json(line).path("reason").asText());
    }
    return new Verdict(
        code,
        said.toString(),
        code == ExitCode.COMPLETE ? lines.stream().filter(SameVerdictTest::isUpsert).count() : 0);
  }

  private static boolean isUpsert(String line) {
    return line.startsWith("{\"type\":\"upsert\"");
  }

  private Verdict airbyte(Misbehaviour misbehaviour) {
    Command read =
        Command.run(
            AirbyteHost::run,
            misbehaviour.connector(),
            Clock.systemUTC(),
            List.of(
                "read",
                "--config",
                Command.file(folder, "config.json", CONFIG),
                "--catalog",
                Command.file(folder, "catalog.json", CATALOG)));
    StringBuilder said = new StringBuilder();
    read.messages("TRACE").forEach(each -> said.append(each.at("/trace/error/message").asText()));
    read.messages("LOG").forEach(each -> said.append(each.at("/log/message").asText()));
    boolean claimed = read.exit() == 0;
    return new Verdict(
        codeOf(read.exit()), said.toString(), claimed ? read.messages("RECORD").size() : 0);
  }

  private Verdict singer(Misbehaviour misbehaviour) {
    Command read =
        Command.run(
            SingerHost::run,
            misbehaviour.connector(),
            Clock.systemUTC(),
            List.of("--config", Command.file(folder, "config.json", CONFIG)));
    boolean claimed = read.exit() == 0;
    return new Verdict(
        codeOf(read.exit()), read.err(), claimed ? read.messages("RECORD").size() : 0);
  }

  private Verdict fivetran(Misbehaviour misbehaviour) throws IOException {
    PrintStream nowhere =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (FivetranHost host =
        FivetranHost.start(misbehaviour.connector(), 0, Clock.systemUTC(), nowhere)) {
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress("127.0.0.1", host.port()).usePlaintext().build();
      try {
        return fivetran(channel);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static Verdict fivetran(ManagedChannel channel) {
    StringBuilder said = new StringBuilder();
    ExitCode code = ExitCode.COMPLETE;
    long rows = 0;
    try {
      Iterator<UpdateResponse> stream =
          SourceConnectorGrpc.newBlockingStub(channel)
              .withDeadlineAfter(60, TimeUnit.SECONDS)
              .update(UpdateRequest.newBuilder().putConfiguration("region", "eu").build());
      while (stream.hasNext()) {
        UpdateResponse message = stream.next();
        rows += message.hasRecord() ? 1 : message.getRecords().getRecordsCount();
        said.append(message.getWarning().getMessage()).append(message.getTask().getMessage());
        code = message.hasTask() ? ExitCode.CONFIGURATION : code;
      }
    } catch (StatusRuntimeException e) {
      said.append(e.getStatus().getDescription());
      code =
          switch (e.getStatus().getCode()) {
            case INVALID_ARGUMENT -> ExitCode.CONFIGURATION;
            case UNAVAILABLE -> ExitCode.SOURCE_UNAVAILABLE;
            case DATA_LOSS -> ExitCode.SOURCE_DATA;
            case INTERNAL -> ExitCode.DEFECT;
            default -> throw e;
          };
    }
    return new Verdict(code, said.toString(), code == ExitCode.COMPLETE ? rows : 0);
  }

  private static ExitCode codeOf(int number) {
    return Stream.of(ExitCode.values())
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> child(Misbehaviour misbehaviour) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        Misbehaviour.class.getName(),
        misbehaviour.name());
  }
}
