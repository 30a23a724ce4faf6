package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.architecture.Sources;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way out that a message names works as it stands, whatever kind of connector it is. */
class WayOutIT {

  private static final Pattern WAY_OUT = Pattern.compile("To start over, run `([^`]+)`");

  @TempDir Path folder;

  @Test
  void startsOverABundledConnector() throws Exception {
    startsOver("keyset");
  }

  @Test
  void startsOverAProgramInAFolderWithABlank() throws Exception {
    Path script = Files.createDirectories(folder.resolve("my scripts")).resolve("connector.py");
    Files.copy(Sources.checkout().resolve("docs/examples/connector.py"), script);

    startsOver("--command", "python3 '" + script + "'");
  }

  @Test
  void startsOverAConnectorInAJar() throws Exception {
    jar();

    startsOver("cities.jar");
  }

  private void startsOver(String... connector) throws Exception {
    try (Playground source = Playground.start(PlaygroundOptions.defaults().withRows(20))) {
      String url = source.endpoint(Endpoint.KEYSET).toString();
      assertThat(sync(url, connector).exitCode()).isZero();

      LeatProcess.Ended refused = sync(url + "?other=1", connector);
      assertThat(refused.exitCode()).as(refused.all()).isEqualTo(10);
      assertThat(refused.out()).contains("written for another source");
      Matcher way = WAY_OUT.matcher(refused.err());
      assertThat(way.find()).as(refused.all()).isTrue();

      LeatProcess.Ended reset =
          LeatProcess.in(folder).shell(way.group(1).replaceFirst("^leat", "./leat"));
      assertThat(reset.exitCode()).as(way.group(1) + "\n" + reset.all()).isZero();

      LeatProcess.Ended again = sync(url + "?other=1", connector);
      assertThat(again.exitCode()).as(again.all()).isZero();
      assertThat(again.out()).contains(" read, ");
    }
  }

  private LeatProcess.Ended sync(String url, String... connector) throws InterruptedException {
    String[] arguments = new String[connector.length + 3];
    arguments[0] = "sync";
    System.arraycopy(connector, 0, arguments, 1, connector.length);
    arguments[connector.length + 1] = "--destination";
    arguments[connector.length + 2] = "jsonl:out";
    return LeatProcess.in(folder).with("LEAT_BASE_URL", url).run(arguments);
  }

  private void jar() throws IOException {
    Path source = folder.resolve("Cities.java");
    Files.writeString(source, SOURCE);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(result).isZero();
    try (OutputStream stream = Files.newOutputStream(folder.resolve("cities.jar"));
        JarOutputStream out = new JarOutputStream(stream)) {
      out.putNextEntry(new JarEntry("Cities.class"));
      out.write(Files.readAllBytes(folder.resolve("Cities.class")));
      out.putNextEntry(new JarEntry("META-INF/services/dev.leat.sdk.Connector"));
      out.write("Cities\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final String SOURCE =
      """
      import dev.leat.sdk.*;
      import dev.leat.sdk.config.*;
      import dev.leat.sdk.row.*;
      import dev.leat.sdk.schema.*;
      import dev.leat.sdk.state.*;
      import java.net.URI;

      public class Cities implements Connector {
        static final Setting<URI> BASE_URL = Setting.url("base_url", "Where").identity();
        static final Table CITY = Table.named("city").key("id");

        public ConnectorInfo info() {
          return new ConnectorInfo("cities", "1", URI.create("https://example.com"));
        }
        public ConfigurationSpec configurationSpec() {
          return ConfigurationSpec.of(BASE_URL);
        }
        public Schema discover(Configuration configuration) {
          return Schema.of(CITY);
        }
        public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
          out.upsert(CITY.name(), JsonRow.parse("{\\"id\\":1}"));
          out.checkpoint(request.state().with(CITY.name(), Cursor.of("after", "1")));
          return SyncResult.complete();
        }
      }
      """;
}
