package dev.leat.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.contract.ContractViolation;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ChildProcessConnectorTest {

  private static final String SECRET = "canary+s3cret/==";

  @TempDir private Path temporary;
  private final List<Operation> operations = Collections.synchronizedList(new ArrayList<>());

  private ChildProcessConnector child(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("python3", script(script)));
    command.addAll(List.of(arguments));
    return new ChildProcessConnector(command, Duration.ofSeconds(5), temporary, Clock.systemUTC());
  }

  private static String script(String name) {
    return Path.of("src", "test", "resources", "children", name).toAbsolutePath().toString();
  }

  private SyncResult read(ChildProcessConnector connector, String settings) throws Exception {
    return read(connector, settings, operations::add);
  }

  private static SyncResult read(
      ChildProcessConnector connector, String settings, OperationSink sink) throws Exception {
    Configuration configuration = connector.configurationSpec().parse(settings);
    return connector.sync(request(connector, configuration, "{\"tables\":{}}"), sink);
  }

  private static SyncRequest request(
      ChildProcessConnector connector, Configuration configuration, String state)
      throws InterruptedException {
    StateOwner owner = StateOwner.of(connector.info().name(), configuration.identity());
    return SyncRequest.of(
        configuration,
        connector.discover(configuration),
        State.parseUnchecked(state, owner),
        Clock.systemUTC());
  }

  private List<String> rows() {
    return operations.stream()
        .filter(Operation.Upsert.class::isInstance)
        .map(each -> ((Operation.Upsert) each).row().text("id").orElseThrow())
        .toList();
  }

  private Path marker() {
    return temporary.resolve("marker");
  }

  private String settingsWithMarker() {
    return "{\"marker\":\"" + marker() + "\"}";
  }

  @Test
  void aProgramInAnotherLanguageIsAConnector() throws Exception {
    ChildProcessConnector numbers = child("numbers.py");

    assertThat(numbers.info().name()).isEqualTo("numbers");
    assertThat(read(numbers, "{\"token\":\"t\"}")).isEqualTo(SyncResult.complete());
    assertThat(rows()).isEqualTo(IntStream.rangeClosed(1, 25).mapToObj(Integer::toString).toList());
    assertThat(operations).filteredOn(Operation.Checkpoint.class::isInstance).hasSize(3);
    assertThat(operations).noneMatch(Operation.SchemaChange.class::isInstance);
  }

  @Test
  void itResumesFromTheStateItIsGiven() throws Exception {
    ChildProcessConnector numbers = child("numbers.py");
    Configuration configuration = numbers.configurationSpec().parse("{\"token\":\"t\"}");
    String state = "{\"tables\":{\"number\":{\"id\":20}}}";
    numbers.sync(request(numbers, configuration, state), operations::add);

    assertThat(rows()).containsExactly("21", "22", "23", "24", "25");
  }

  @Test
  void checkAndDiscoverAreAskedOfTheProgram() throws Exception {
    ChildProcessConnector numbers = child("numbers.py");
    Configuration configuration = numbers.configurationSpec().parse("{\"token\":\"t\"}");

    numbers.check(configuration);
    assertThat(numbers.discover(configuration).tables())
        .singleElement()
        .satisfies(table -> assertThat(table.primaryKey()).containsExactly("id"));
  }

  @Test
  void aProgramThatDoesNotExistIsAMatterOfSettings() {
    ChildProcessConnector connector =
        new ChildProcessConnector(
            List.of("no-such-program"), Duration.ofSeconds(1), temporary, Clock.systemUTC());

    assertThatThrownBy(connector::info)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("\"no-such-program\" cannot be started: ");
  }

  @Test
  void aProgramThatDiesInsteadOfDescribingItselfIsQuoted() {
    assertThatThrownBy(child("misbehaving.py", "no_spec")::info)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("exit code 1; last on stderr:")
        .hasMessageContaining("no module named requests");
  }

  @Test
  void aScriptThatIsNotThereIsAMatterOfTheCommand() {
    assertThatThrownBy(child("no-such-script.py", "")::info)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no-such-script.py")
        .hasMessageContaining("is not a connector")
        .hasMessageContaining("Check the command")
        .hasMessageContaining("No such file");
  }

  @Test
  void aProgramThatSaysSomethingElseIsNotAConnector() {
    ChildProcessConnector echo = new ChildProcessConnector(List.of("echo", "hello"));

    assertThatThrownBy(echo::info)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"echo hello\" is not a connector");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exits_without_end | without an \"end\"",
        "half_line         | the stream ends within the line",
        "stray_print       | Line 6 of the connector's output",
        "joined_lines      | Line 5 of the connector's output",
        "wrong_count       | counts 7 lines of table \"number\"",
        "wrong_exit_code   | exit code 1; last on stderr:",
        "talks_after_end   | something follows the end",
        "killed            | exit code 137",
      })
  void whatCannotBeTrustedIsRefusedAndNothingAfterTheLastGoodCheckpointIsClaimed(
      String how, String message) {
    assertThatThrownBy(() -> read(child("misbehaving.py", how), "{}"))
        .isInstanceOf(ContractViolation.class)
        .hasMessageContaining(message);
    assertThat(operations).filteredOn(Operation.Checkpoint.class::isInstance).hasSize(1);
  }

  @Test
  void anErrorOfTheConnectorKeepsItsKind() {
    assertThatThrownBy(() -> read(child("misbehaving.py", "error_line"), "{}"))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("GET /numbers answered 503");
  }

  @Test
  void anIncompleteEndKeepsItsReason() throws Exception {
    assertThat(read(child("misbehaving.py", "incomplete"), "{}").incompleteBecause())
        .contains("the total shrank");
  }

  @Test
  void aSecretOnStderrIsMasked() {
    assertThatThrownBy(
            () ->
                read(child("misbehaving.py", "secret_on_stderr"), "{\"token\":\"" + SECRET + "\"}"))
        .hasMessageContaining("using token ***")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void settingsAreHandedOverInPrivateAndRemovedAfterwards() throws Exception {
    List<String> permissions = new ArrayList<>();
    read(
        child("misbehaving.py", "incomplete"),
        settingsWithMarker(),
        operation -> {
          if (operation instanceof Operation.Checkpoint) {
            try (Stream<Path> files = Files.walk(temporary)) {
              for (Path each :
                  files.filter(path -> path.toString().contains("leat-child-")).sorted().toList()) {
                permissions.add(
                    temporary.relativize(each).getNameCount() == 1
                        ? "folder " + permissions(each)
                        : each.getFileName() + " " + permissions(each));
              }
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        });

    assertThat(permissions)
        .containsExactly(
            "folder rwx------",
            "lock rw-------",
            "settings.json rw-------",
            "state.json rw-------");
    assertThat(childFolders()).isEmpty();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<Path> childFolders() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(each -> each.getFileName().toString().startsWith("leat-child-")).toList();
    }
  }

  @Test
  void settingsAreRemovedAfterAFailureToo() throws Exception {
    assertThatThrownBy(() -> read(child("misbehaving.py", "killed"), "{}"))
        .isInstanceOf(ContractViolation.class);
    assertThat(childFolders()).isEmpty();
  }

  @Test
  void whatAKilledRunLeftBehindIsRemovedAtTheNextStart() throws Exception {
    Path left = Files.createDirectory(temporary.resolve("leat-child-999999-1"));
    Files.writeString(left.resolve("settings.json"), "{}");
    Files.writeString(left.resolve("lock"), "");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(3_600)));
    Path justKilled = Files.createDirectory(temporary.resolve("leat-child-999997-1"));
    Files.writeString(justKilled.resolve("lock"), "1");
    Files.writeString(justKilled.resolve("settings.json"), "{}");
    Path young = Files.createDirectory(temporary.resolve("leat-child-999998-1"));

    read(child("misbehaving.py", "incomplete"), "{}");
    assertThat(childFolders()).containsExactly(young);
  }

  @Test
  void aProcessThatEndsInOrderMaySendALastCheckpoint() throws Exception {
    interruptAfterCheckpoints(child("misbehaving.py", "stops_in_order"), "{}", 2);

    assertThat(rows()).containsExactly("1", "2");
    assertThat(operations).filteredOn(Operation.Checkpoint.class::isInstance).hasSize(3);
  }

  @Test
  void aProcessThatIgnoresTheSignalIsKilledAndLeavesNoOrphan() throws Exception {
    ChildProcessConnector deaf =
        new ChildProcessConnector(
            List.of("python3", script("misbehaving.py"), "ignores_sigterm"),
            Duration.ofMillis(300),
            temporary,
            Clock.systemUTC());
    interruptAfterCheckpoints(deaf, settingsWithMarker(), 2);

    assertThat(isAlive(pid())).isFalse();
    assertThat(rows()).containsExactly("1");
  }

  @Test
  void aSinkThatFailsEndsTheProcess() throws Exception {
    assertThatThrownBy(
            () ->
                read(
                    child("misbehaving.py", "endless"),
                    settingsWithMarker(),
                    operation -> {
                      operations.add(operation);
                      if (operations.size() > 5_000) {
                        throw new IllegalStateException("the destination is gone");
                      }
                    }))
        .hasMessage("the destination is gone");
    assertThat(isAlive(pid())).isFalse();
  }

  private void interruptAfterCheckpoints(
      ChildProcessConnector connector, String settings, int checkpoints) throws Exception {
    List<Throwable> thrown = new ArrayList<>();
    Thread reading =
        new Thread(
            () -> {
              try {
                read(
                    connector,
                    settings,
                    operation -> {
                      operations.add(operation);
                      long seen =
                          operations.stream()
                              .filter(Operation.Checkpoint.class::isInstance)
                              .count();
                      if (operation instanceof Operation.Checkpoint && seen == checkpoints) {
                        Thread.currentThread().interrupt();
                      }
                    });
              } catch (Throwable e) {
                thrown.add(e);
              }
            });
    reading.start();
    reading.join();
    assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
  }

  private long pid() throws IOException {
    return JsonMapper.builder().build().readTree(marker().toFile()).path("pid").asLong();
  }

  private static boolean isAlive(long pid) throws Exception {
    var handle = ProcessHandle.of(pid);
    if (handle.isPresent()) {
      handle.get().onExit().get(5, TimeUnit.SECONDS);
    }
    return ProcessHandle.of(pid).isPresent();
  }
}
