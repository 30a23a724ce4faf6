package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Fault;
import dev.leat.playground.Occasion;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can get wrong: one clear message, the right exit code, nothing half-written. */
class BadInputIT {

  private static Playground playground;

  @TempDir Path folder;

  @BeforeAll
  static void startSource() {
    playground = Playground.start(PlaygroundOptions.defaults());
  }

  @AfterAll
  static void stopSource() {
    playground.close();
  }

  @BeforeEach
  void forgetFaults() {
    playground.faults().clear();
  }

  @Test
  void aConfigurationThatIsNotThere() throws InterruptedException {
    refused(
        10, leat().run("sync", "keyset", "--config", "none.json"), "There is no file", "none.json");
  }

  @Test
  void aConfigurationThatIsNoJson() throws Exception {
    write("bad.json", "{\"base_url\": ");
    refused(
        10, leat().run("sync", "keyset", "--config", "bad.json"), "not a JSON object", "bad.json");
  }

  @Test
  void everyProblemOfAConfigurationAtOnceWithItsFix() throws Exception {
    write("bad.json", "{\"page_size\": \"many\", \"basse_url\": \"http://x\"}");
    refused(
        10,
        leat().run("sync", "offset", "--config", "bad.json"),
        "3 problems in the configuration",
        "base_url is missing: set it to",
        "basse_url is not a setting of this connector: did you mean base_url?",
        "page_size is \"many\": set it to a whole number");
  }

  @Test
  void aHostThatDoesNotAnswer() throws InterruptedException {
    refused(
        11,
        source("http://127.0.0.1:1/pagination/keyset").run("sync", "keyset"),
        "127.0.0.1:1",
        "refused");
  }

  @Test
  void aCredentialThatIsRefused() throws InterruptedException {
    playground.faults().add(new Fault.Unauthorized(), Occasion.always());
    refused(
        10,
        source(keyset()).run("sync", "keyset"),
        "401",
        "the source wants a credential and none is set");
  }

  @Test
  void aPageOfHtml() throws InterruptedException {
    playground.faults().add(new Fault.HtmlPage(), Occasion.always());
    refused(12, source(keyset()).run("sync", "keyset"), "HTML");
  }

  @Test
  void jsonThatIsCut() throws InterruptedException {
    playground.faults().add(new Fault.TruncatedJson(), Occasion.always());
    refused(12, source(keyset()).run("sync", "keyset"), "cut");
  }

  @Test
  void aStateThatIsNoState() throws Exception {
    write("state.json", "{\"tables\": 3");
    refused(
        10,
        source(keyset()).run("read", "keyset", "--state", "state.json"),
        "The state is corrupt",
        "To start over, give no --state");
  }

  @Test
  void theStateOfAnotherConnector() throws Exception {
    LeatProcess leat = source(keyset());
    assertThat(leat.run("sync", "keyset").exitCode()).isZero();
    write("state.json", leat.run("state", "show", "keyset").out());
    refused(
        10,
        source(endpoint(Endpoint.OFFSET)).run("read", "offset", "--state", "state.json"),
        "The state belongs to connector \"keyset\", not to \"offset\"");
  }

  @Test
  void theStateOfAnotherSource() throws Exception {
    LeatProcess leat = source(keyset());
    assertThat(leat.run("sync", "keyset").exitCode()).isZero();
    refused(
        10,
        source(keyset() + "?other=1").run("sync", "keyset"),
        "written for another source",
        "leat state reset keyset");
  }

  @Test
  void aStateOfANewerFormat() throws Exception {
    LeatProcess leat = source(keyset());
    assertThat(leat.run("sync", "keyset").exitCode()).isZero();
    String state = leat.run("state", "show", "keyset").out();
    write("state.json", state.replace("\"format\":1", "\"format\":2"));
    refused(
        10, leat.run("state", "set", "keyset", "--file", "state.json"), "format 2", "upgrade Leat");
  }

  @Test
  void aFolderThatCannotBeWritten() throws Exception {
    refused(
        10,
        source(keyset()).run("sync", "keyset", "--destination", "duckdb:/proc/leat.duckdb"),
        "/proc/leat.duckdb");
  }

  @Test
  void aFileThatIsNoDatabase() throws Exception {
    write(
        "text.duckdb",
        "This is not a database, but it is long enough to be looked at. ".repeat(90));
    refused(
        10,
        source(keyset()).run("sync", "keyset", "--destination", "duckdb:text.duckdb"),
        "text.duckdb");
    assertThat(folder.resolve("text.duckdb")).content().startsWith("This is not a database");
  }

  @Test
  void aConnectorThatIsNotThere() throws InterruptedException {
    refused(10, leat().run("sync", "keysat"), "There is no connector \"keysat\"", "keyset");
  }

  @Test
  void aTableThatIsNotThere() throws InterruptedException {
    refused(
        10,
        source(keyset()).run("sync", "keyset", "--tables", "usr"),
        "There is no table \"usr\"",
        "user");
  }

  @Test
  void aKindOfDestinationThatIsNotThere() throws InterruptedException {
    refused(
        10,
        source(keyset()).run("sync", "keyset", "--destination", "oracle:x"),
        "oracle",
        "duckdb:");
  }

  @Test
  void aScriptThatIsNotThere() throws InterruptedException {
    refused(
        10,
        leat().run("sync", "--command", "python3 none.py"),
        "\"python3 none.py\" is not a connector",
        "Check the command",
        "none.py");
  }

  @Test
  void aCommandThatIsNotThere() throws InterruptedException {
    LeatProcess.Ended ended = leat().run("snyc");
    assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
    assertThat(ended.err()).contains("snyc").doesNotContain("\tat ");
  }

  @Test
  void anAnswerThatIsNoTable() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      refused(12, source(url).run("sync", "keyset"), "/data", "items");
    } finally {
      server.stop(0);
    }
  }

  private void refused(int exitCode, LeatProcess.Ended ended, String... parts) {
    assertThat(ended.exitCode()).as(ended.all()).isEqualTo(exitCode);
    assertThat(ended.all()).contains(parts).doesNotContain("\tat ").doesNotContain("Exception");
  }

  private LeatProcess leat() {
    return LeatProcess.in(folder);
  }

  private LeatProcess source(String url) {
    return leat().with("LEAT_BASE_URL", url);
  }

  private static String keyset() {
    return endpoint(Endpoint.KEYSET);
  }

  private static String endpoint(Endpoint endpoint) {
    return playground.endpoint(endpoint).toString();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
