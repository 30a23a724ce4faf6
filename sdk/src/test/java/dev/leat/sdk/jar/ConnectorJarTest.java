package dev.leat.sdk.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.error.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector of a real jar, compiled here, with libraries of its own. */
class ConnectorJarTest {

  private static final String CONNECTOR =
      """
      package mine;
      import dev.leat.sdk.*;
      import dev.leat.sdk.config.*;
      import dev.leat.sdk.schema.*;
      public class MyConnector implements Connector {
        public ConnectorInfo info() {
          return new ConnectorInfo("mine", "1", java.net.URI.create("https://example.com"));
        }
        public ConfigurationSpec configurationSpec() {
          return ConfigurationSpec.of();
        }
        public Schema discover(Configuration configuration) {
          return Schema.of(Table.named(what()));
        }
        public SyncResult sync(SyncRequest request, OperationSink out) {
          return SyncResult.incomplete(what());
        }
        private static String what() {
          return String.valueOf(EXPRESSION);
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void aConnectorBringsItsOwnLibrariesAlsoThoseThatLeatUses() throws Exception {
    Connector connector =
        connector(
            "com.fasterxml.jackson.databind.ObjectMapper.which()"
                + " + com.google.common.base.Strings.which() + okhttp3.OkHttpClient.which()",
            library("com.fasterxml.jackson.databind", "ObjectMapper"),
            library("com.google.common.base", "Strings"),
            library("okhttp3", "OkHttpClient"));

    assertThat(what(connector)).isEqualTo("my ObjectMapper my Strings my OkHttpClient ");
  }

  @Test
  void itsLibrariesFindTheirPartsInTheJar() throws Exception {
    Connector connector =
        connector(
            "java.util.ServiceLoader.load(java.util.concurrent.Callable.class).findFirst()"
                + ".map(each -> each.getClass().getName()).orElse(\"none\")"
                + " + new java.util.Scanner(Thread.currentThread().getContextClassLoader()"
                + ".getResourceAsStream(\"mine/words.txt\")).nextLine()",
            Map.entry(
                "mine/Part.java",
                "package mine; public class Part implements java.util.concurrent.Callable<String> {"
                    + " public String call() { return \"\"; } }"),
            Map.entry("META-INF/services/java.util.concurrent.Callable", "mine.Part"),
            Map.entry("mine/words.txt", " and words"));
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    assertThat(what(connector)).isEqualTo("mine.Part and words");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void theSdkIsTheOneOfTheProgram() throws Exception {
    assertThat(what(connector("new dev.leat.sdk.schema.TableName(\"a\")"))).contains("a");
    assertThat(what(connector("dev.leat.sdk.http.Http.overNetwork() != null"))).isEqualTo("true");
    assertThat(what(connector("java.sql.Types.INTEGER"))).isEqualTo("4");
    assertThat(what(connector("org.slf4j.LoggerFactory.getLogger(\"x\") != null")))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new com.fasterxml.jackson.databind.ObjectMapper()",
        "com.google.common.base.Strings.nullToEmpty(null)",
        "dev.leat.sdk.internal.json.JsonKey.of(\"x\")"
      })
  void whatAJarLacksIsNamedAndSaidToWhomItMatters(String expression) throws Exception {
    Connector connector = connector(expression);
    String missing = expression.replaceAll("^new |\\(.*|\\.(nullToEmpty|of)\\(.*", "");

    assertThatThrownBy(() -> what(connector))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("class " + missing + " is not in mine.jar")
        .hasMessageContaining("a dependency of the connector, packed into the jar");
  }

  @Test
  void aConnectorThatCannotBeMadeIsExplained() throws Exception {
    Path jar =
        jar(
            CONNECTOR
                .replace("EXPRESSION", "1")
                .replace(
                    "public ConnectorInfo info",
                    "private final Object json = new"
                        + " com.fasterxml.jackson.databind.ObjectMapper();\n"
                        + "public ConnectorInfo info"));

    assertThatThrownBy(() -> ConnectorJar.open(jar))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be loaded")
        .hasMessageContaining("ObjectMapper is not in mine.jar");
  }

  @Test
  void connectorsOfTheProgramAreNotThoseOfTheJar() throws Exception {
    assertThat(ConnectorJar.open(jar(CONNECTOR.replace("EXPRESSION", "1"))).connectors())
        .extracting(each -> each.info().name())
        .containsExactly("mine");
    assertThatThrownBy(() -> ConnectorJar.open(folder.resolve("gone.jar")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("gone.jar");
  }

  private static String what(Connector connector) throws InterruptedException {
    Configuration none = connector.configurationSpec().parse("{}");
    return connector.discover(none).tables().get(0).name().value();
  }

  private static Map.Entry<String, String> library(String room, String name) {
    return Map.entry(
        room.replace('.', '/') + "/" + name + ".java",
        "package %s; public class %s { public static String which() { return \"my %s \"; } }"
            .formatted(room, name, name));
  }

  @SafeVarargs
  private Connector connector(String expression, Map.Entry<String, String>... files)
      throws IOException {
    Path jar = jar(CONNECTOR.replace("EXPRESSION", expression), files);
    return ConnectorJar.open(jar).connectors().get(0);
  }

  @SafeVarargs
  private Path jar(String connector, Map.Entry<String, String>... files) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("mine/MyConnector.java", connector);
    all.put("META-INF/services/dev.leat.sdk.Connector", "mine.MyConnector");
    for (Map.Entry<String, String> each : files) {
      all.put(each.getKey(), each.getValue());
    }
    Path content = folder.resolve("content");
    List<String> sources = new ArrayList<>();
    for (Map.Entry<String, String> each : all.entrySet()) {
      Path file = content.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
      if (each.getKey().endsWith(".java")) {
        sources.add(file.toString());
      }
    }
    compile(content, sources);
    return pack(content);
  }

  private static void compile(Path content, List<String> sources) {
    List<String> arguments = new ArrayList<>(List.of("-nowarn", "-d", content.toString(), "-cp"));
    arguments.add(System.getProperty("java.class.path"));
    arguments.addAll(sources);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertThat(result).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  private Path pack(Path content) throws IOException {
    Path jar = folder.resolve("mine.jar");
    try (OutputStream stream = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(stream);
        Stream<Path> files = Files.walk(content)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(content.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
