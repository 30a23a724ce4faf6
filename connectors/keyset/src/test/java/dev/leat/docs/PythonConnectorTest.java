package dev.leat.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.playground.Changes;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Fault;
import dev.leat.playground.Occasion;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.protocol.wire.ConnectorDescription;
import dev.leat.sdk.protocol.wire.OperationReader;
import dev.leat.sdk.protocol.wire.ReplyReader;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import dev.leat.testkit.Recording;
import dev.leat.testkit.TableModel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/examples/connector.py} speaks the protocol, and its page shows that very file. */
class PythonConnectorTest {

  private static final Path FILE = Path.of("../../docs/examples/connector.py");
  private static final TableName USER = new TableName("user");

  @TempDir private Path folder;
  private Playground playground;
  private StateOwner owner;
  private int exitCode;

  @BeforeEach
  void startSource() throws Exception {
    playground = Playground.start(PlaygroundOptions.defaults().withTies(10).withPageCap(25));
    String endpoint = playground.endpoint(Endpoint.KEYSET).toString();
    owner = StateOwner.of("people", Map.of("base_url", endpoint));
    Files.writeString(
        folder.resolve("configuration.json"), "{\"base_url\": \"%s\"}".formatted(endpoint));
  }

  @AfterEach
  void stopSource() {
    playground.close();
  }

  @Test
  void isTheBlockOnThePage() throws Exception {
    assertThat(Markdown.page("docs/write-a-connector.md").blocks("python"))
        .containsExactly(Files.readString(FILE));
  }

  @Test
  void isThirtyLinesLong() throws Exception {
    assertThat(Files.readAllLines(FILE).stream().filter(line -> !line.isBlank()))
        .hasSizeLessThanOrEqualTo(30);
  }

  @Test
  void describesItselfAndItsSettings() throws Exception {
    ConnectorDescription description = new ReplyReader(run("spec")).spec();

    assertThat(description.info().name()).isEqualTo("people");
    assertThat(description.configuration().settings())
        .extracting(Object::toString)
        .containsExactly("base_url");
  }

  @Test
  void checksAndDiscovers() throws Exception {
    new ReplyReader(run("check", "--config", configuration())).check();
    Schema tables = new ReplyReader(run("discover", "--config", configuration())).catalog();

    assertThat(tables.contains(USER)).isTrue();
  }

  @Test
  void readsEverythingFirstAndThenWhatIsNew() throws Exception {
    Recording first = Recording.from(State.empty(owner));
    Schema tables = new ReplyReader(run("discover", "--config", configuration())).catalog();
    assertThat(read(first)).isEqualTo(SyncResult.complete());
    TableModel model = TableModel.after(tables, first.durable());
    assertThat(model.rows(USER)).hasSize(200);

    playground.people().change(new Changes(3, 4, 0, 1));
    Recording second = Recording.from(first.durableState());
    assertThat(read(second)).isEqualTo(SyncResult.complete());
    model.apply(second.durable());

    assertThat(model.rows(USER)).hasSize(203);
    assertThat(second.operations()).hasSizeLessThan(70);
    assertThat(exitCode).isEqualTo(ExitCode.COMPLETE.number());
  }

  @Test
  void reportsATokenThatComesBack() {
    playground.faults().add(new Fault.RepeatedToken(), Occasion.always());

    assertThatThrownBy(() -> read(Recording.from(State.empty(owner))))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("repeats a token");
    assertThat(exitCode).isEqualTo(ExitCode.SOURCE_DATA.number());
  }

  @Test
  void reportsASourceThatDoesNotAnswer() {
    playground.faults().add(new Fault.ServerError(503), Occasion.always());

    assertThatThrownBy(() -> read(Recording.from(State.empty(owner))))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("503");
    assertThat(exitCode).isEqualTo(ExitCode.SOURCE_UNAVAILABLE.number());
    assertThatThrownBy(() -> new ReplyReader(run("check", "--config", configuration())).check())
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("503");
  }

  @Test
  void reportsAnAnswerThatIsNoPage() {
    playground.faults().add(new Fault.HtmlPage(), Occasion.always());

    assertThatThrownBy(() -> read(Recording.from(State.empty(owner))))
        .isInstanceOf(SourceDataException.class);
    assertThat(exitCode).isEqualTo(ExitCode.SOURCE_DATA.number());
  }

  private SyncResult read(Recording recording) throws Exception {
    Path state = folder.resolve("state.json");
    Files.writeString(state, recording.durableState().json());
    InputStream lines = run("read", "--config", configuration(), "--state", state.toString());
    return new OperationReader(lines, owner).readTo(recording);
  }

  private String configuration() {
    return folder.resolve("configuration.json").toString();
  }

  private InputStream run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", FILE.toString()));
    Collections.addAll(command, arguments);
    Process python =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] lines = python.getInputStream().readAllBytes();
    exitCode = python.waitFor();
    return new ByteArrayInputStream(lines);
  }
}
