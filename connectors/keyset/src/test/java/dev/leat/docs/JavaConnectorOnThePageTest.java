package dev.leat.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.TableName;
import dev.leat.testkit.Pipeline;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of {@code docs/write-a-connector.md} compiles, and its connector syncs. */
class JavaConnectorOnThePageTest {

  private static final Pattern TYPE = Pattern.compile("class (\\w+)");

  @TempDir private Path folder;

  @BeforeEach
  void compileEveryBlock() throws Exception {
    List<String> blocks =
        Markdown.page("docs/write-a-connector.md").blocks("java").stream()
            .filter(block -> TYPE.matcher(block).find())
            .toList();
    assertThat(blocks).hasSize(2);
    for (String block : blocks) {
      Matcher type = TYPE.matcher(block);
      assertThat(type.find()).as(block).isTrue();
      Files.writeString(folder.resolve(type.group(1) + ".java"), block);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> sources = files(".java");
    String[] arguments = {
      "-d",
      folder.toString(),
      "-classpath",
      System.getProperty("java.class.path"),
      "-proc:none",
      "-Xlint:all,-path,-options",
      "-Werror",
      sources.get(0),
      sources.get(1)
    };

    assertThat(compiler.run(null, null, null, arguments)).as("exit code of javac").isZero();
  }

  @Test
  void theConnectorReadsEveryRow() throws Exception {
    try (Playground playground = Playground.start(PlaygroundOptions.defaults());
        URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Connector people =
          classes
              .loadClass("com.example.people.PeopleConnector")
              .asSubclass(Connector.class)
              .getConstructor()
              .newInstance();
      String settings = "{\"base_url\": \"%s\"}".formatted(playground.endpoint(Endpoint.TIMESTAMP));
      Pipeline pipeline = new Pipeline(people, settings, Clock.systemUTC());

      assertThat(pipeline.sync()).isEqualTo(SyncResult.complete());
      assertThat(pipeline.rows(new TableName("user"))).hasSize(playground.people().size());
    }
  }

  private List<String> files(String ending) throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(Path::toString).filter(each -> each.endsWith(ending)).sorted().toList();
    }
  }
}
