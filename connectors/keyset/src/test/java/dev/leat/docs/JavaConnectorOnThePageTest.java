package dev.leat.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.TableName;
import dev.leat.testkit.ConnectorContract;
import dev.leat.testkit.Pipeline;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of {@code docs/write-a-connector.md} compiles, syncs, and passes its contract. */
class JavaConnectorOnThePageTest {

  private static final Pattern TYPE = Pattern.compile("class (\\w+)");

  @TempDir private Path folder;

  @BeforeEach
  void compileEveryBlock() throws Exception {
    List<String> blocks =
        Markdown.page("docs/write-a-connector.md").blocks("java").stream()
            .filter(block -> TYPE.matcher(block).find())
            .toList();
    assertThat(blocks).hasSize(3);
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
      sources.get(1),
      sources.get(2)
    };

    assertThat(compiler.run(null, null, null, arguments)).as("exit code of javac").isZero();
  }

  @Test
  void theConnectorReadsEveryRow() throws Exception {
    try (Playground playground = Playground.start(PlaygroundOptions.defaults());
        URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Connector people = connector(classes, "com.example.people.PeopleConnector");
      String settings = "{\"base_url\": \"%s\"}".formatted(playground.endpoint(Endpoint.TIMESTAMP));
      Pipeline pipeline = new Pipeline(people, settings, Clock.systemUTC());

      assertThat(pipeline.sync()).isEqualTo(SyncResult.complete());
      assertThat(pipeline.rows(new TableName("user"))).hasSize(playground.people().size());
    }
  }

  @Test
  void theConnectorPassesItsContract() throws Exception {
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> type = classes.loadClass("com.example.people.PeopleConnectorTest");
      List<Method> tests =
          Stream.of(type, ConnectorContract.class)
              .flatMap(each -> Stream.of(each.getDeclaredMethods()))
              .filter(each -> each.isAnnotationPresent(Test.class))
              .toList();
      assertThat(tests).hasSizeGreaterThan(15);
      for (Method test : tests) {
        runOnce(type, test);
      }
    }
  }

  private static void runOnce(Class<?> type, Method test) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    invoke(type.getDeclaredMethod("twentyPeople"), instance);
    try {
      invoke(test, instance);
    } finally {
      Thread.interrupted();
      invoke(type.getDeclaredMethod("stopSource"), instance);
    }
  }

  private static void invoke(Method method, Object instance) throws Exception {
    method.setAccessible(true);
    method.invoke(instance);
  }

  @Test
  void theConnectorForGithubReadsParentsAndChildren() throws Exception {
    try (FakeGithub github = new FakeGithub();
        URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Connector connector = connector(classes, "com.example.github.GithubConnector");
      String settings =
          "{\"api\": \"%s\", \"organisation\": \"acme\", \"token\": \"%s\"}"
              .formatted(github.address(), FakeGithub.TOKEN);
      connector.check(connector.configurationSpec().parse(settings));
      Pipeline pipeline = new Pipeline(connector, settings, Clock.systemUTC());

      assertThat(pipeline.sync()).isEqualTo(SyncResult.complete());
      assertThat(pipeline.rows(new TableName("repository"))).hasSize(3);
      assertThat(pipeline.rows(new TableName("issue"))).isEqualTo(github.issues());

      github.changeIssue(107);
      assertThat(pipeline.sync()).isEqualTo(SyncResult.complete());
      assertThat(pipeline.rows(new TableName("issue"))).isEqualTo(github.issues());
      assertThat(pipeline.rows(new TableName("comment"))).hasSize(3);
    }
  }

  private static Connector connector(ClassLoader classes, String name) throws Exception {
    return classes.loadClass(name).asSubclass(Connector.class).getConstructor().newInstance();
  }

  private List<String> files(String ending) throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(Path::toString).filter(each -> each.endsWith(ending)).sorted().toList();
    }
  }
}
