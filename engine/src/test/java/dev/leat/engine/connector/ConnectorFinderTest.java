package dev.leat.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Connector;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorFinderTest {

  @TempDir private Path folder;

  @Test
  void findsABundledConnectorByName() {
    assertThat(ConnectorFinder.find("bundled-for-test", folder).info().version())
        .isEqualTo("9.9.9");
    assertThat(ConnectorFinder.bundled())
        .extracting(each -> each.info().name())
        .containsExactly("bundled-for-test");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> ConnectorFinder.find("bundled-for-tset", folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "There is no connector \"bundled-for-tset\", did you mean \"bundled-for-test\"? Found:"
                + " bundled-for-test. Or give the path of a jar or a manifest, or a command");
  }

  @Test
  void findsTheConnectorInAJar() throws Exception {
    jar("mine.jar", "Mine");
    Connector connector = ConnectorFinder.find("mine.jar", folder);

    assertThat(connector.info().name()).isEqualTo("mine");
    assertThat(ConnectorFinder.jarOf("mine.jar", folder)).hasValue(folder.resolve("mine.jar"));
    assertThat(ConnectorFinder.jarOf("mine.jar#mine", folder)).hasValue(folder.resolve("mine.jar"));
    assertThat(ConnectorFinder.jarOf("mine", folder)).isEmpty();
  }

  @Test
  void aJarWithTwoConnectorsWantsAName() throws Exception {
    jar("two.jar", "One", "Two");

    assertThatThrownBy(() -> ConnectorFinder.find("two.jar", folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("more than one connector (one, two): choose one")
        .hasMessageContaining("two.jar#one");
    assertThat(ConnectorFinder.find("two.jar#two", folder).info().name()).isEqualTo("two");
  }

  @Test
  void aJarWithoutAConnectorSaysWhatIsMissing() throws Exception {
    jar("empty.jar");
    assertThatThrownBy(() -> ConnectorFinder.find("empty.jar", folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("META-INF/services/dev.leat.sdk.Connector");
  }

  @Test
  void aServiceFileThatNamesNoClassIsExplained() throws Exception {
    Path jar = folder.resolve("broken.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("META-INF/services/dev.leat.sdk.Connector"));
      out.write("no.such.Connector\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> ConnectorFinder.find("broken.jar", folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be loaded")
        .hasMessageContaining("no.such.Connector");
  }

  @Test
  void aConnectorWhoseNameIsNotAllowedIsNamedByItsClass() throws Exception {
    jar("odd.jar", "My_Connector");

    assertThatThrownBy(() -> ConnectorFinder.find("odd.jar", folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("The connector My_Connector does not say who it is")
        .hasMessageContaining("lower-case letters, digits and hyphens")
        .hasMessageContaining("\"my_connector\"");
  }

  @Test
  void aMissingJarIsNamedWithItsWholePath() {
    assertThatThrownBy(() -> ConnectorFinder.find("gone.jar", folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(folder.resolve("gone.jar").toAbsolutePath().toString());
  }

  /** Compiles connectors of these names into a jar. */
  private void jar(String file, String... names) throws IOException {
    Path classes = Files.createDirectories(folder.resolve(file + "-classes"));
    for (String name : names) {
      Path source = classes.resolve(name + ".java");
      Files.writeString(source, SOURCE.replace("NAME", name));
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-d",
                  classes.toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  source.toString());
      assertThat(result).isZero();
    }
    try (OutputStream stream = Files.newOutputStream(folder.resolve(file));
        JarOutputStream out = new JarOutputStream(stream)) {
      for (String name : names) {
        out.putNextEntry(new JarEntry(name + ".class"));
        out.write(Files.readAllBytes(classes.resolve(name + ".class")));
      }
      if (names.length > 0) {
        out.putNextEntry(new JarEntry("META-INF/services/" + Connector.class.getName()));
        out.write(String.join("\n", List.of(names)).getBytes(StandardCharsets.UTF_8));
      } else {
        out.putNextEntry(new JarEntry("README"));
      }
    }
  }

  private static final String SOURCE =
      """
      import dev.leat.sdk.*;
      import dev.leat.sdk.config.*;
      import dev.leat.sdk.schema.*;

      public class NAME implements Connector {
        public ConnectorInfo info() {
          return new ConnectorInfo("NAME".toLowerCase(), "1", java.net.URI.create("https://example.com"));
        }
        public ConfigurationSpec configurationSpec() {
          return ConfigurationSpec.of();
        }
        public Schema discover(Configuration configuration) {
          return Schema.of(Table.named("t"));
        }
        public SyncResult sync(SyncRequest request, OperationSink out) {
          return SyncResult.complete();
        }
      }
      """;

  /** Found through the service file of the tests. */
  public static final class Bundled implements Connector {

    @Override
    public dev.leat.sdk.ConnectorInfo info() {
      return new dev.leat.sdk.ConnectorInfo(
          "bundled-for-test", "9.9.9", URI.create("https://example.com"));
    }

    @Override
    public dev.leat.sdk.config.ConfigurationSpec configurationSpec() {
      return dev.leat.sdk.config.ConfigurationSpec.of();
    }

    @Override
    public dev.leat.sdk.schema.Schema discover(dev.leat.sdk.config.Configuration configuration) {
      return dev.leat.sdk.schema.Schema.of(dev.leat.sdk.schema.Table.named("t"));
    }

    @Override
    public dev.leat.sdk.SyncResult sync(
        dev.leat.sdk.SyncRequest request, dev.leat.sdk.OperationSink out) {
      return dev.leat.sdk.SyncResult.complete();
    }
  }
}
