package dev.leat.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A new connector's project: the example of a strategy under another name, with a build and its
 * contract tests. Immutable.
 *
 * @param name of the connector: lower-case letters, digits and hyphens
 * @param strategy whose example it starts from
 */
record ConnectorProject(String name, Strategy strategy) {

  /** The strategies, and the examples that show them. */
  enum Strategy {
    KEYSET("Keyset", "keyset"),
    OFFSET("Offset", "offset"),
    TIMESTAMP("Timestamp", "timestamp"),
    STEP_SIZE("StepSize", "step-size"),
    REPLAY("Replay", "replay");

    private final String prefix;
    private final String example;

    Strategy(String prefix, String example) {
      this.prefix = prefix;
      this.example = example;
    }

    /** As it is written on a command line: {@code step-size}. */
    @Override
    public String toString() {
      return example;
    }

    private String exampleClass() {
      return prefix + "Connector";
    }

    private String examplePackage() {
      return "dev.leat.connector." + prefix.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Writes the project.
   *
   * @param folder where; created if it is not there
   * @param repository Leat's own artifacts in Maven's layout, copied beside the build file
   * @throws UncheckedIOException if the folder cannot be written
   */
  void writeTo(Path folder, Path repository) {
    try {
      for (Map.Entry<String, String> file : files().entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      copy(repository, folder.resolve(".leat/repository"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every text file of the project by its path; Leat's artifacts are no text. */
  private Map<String, String> files() {
    String sources = "src/main/java/com/example/" + packageName() + "/";
    String example = "/dev/leat/cli/example/" + strategy.example + "/";
    String java = "src/main/java/" + strategy.examplePackage().replace('.', '/') + "/";
    Map<String, String> files = new TreeMap<>();
    files.put("pom.xml", filled("pom.xml"));
    files.put("README.md", filled("README.md"));
    files.put(".gitignore", filled("gitignore"));
    files.put("configuration.json", resource(example + "configuration.json"));
    files.put(
        sources + className() + ".java",
        renamed(resource(example + java + strategy.exampleClass() + ".java")));
    files.put(
        sources + "package-info.java",
        "/** Connector %s. */%npackage com.example.%s;%n".formatted(name, packageName()));
    files.put(
        "src/test/java/com/example/" + packageName() + "/" + className() + "Test.java",
        filled("ConnectorTest.java"));
    files.put(
        "src/main/resources/META-INF/services/dev.leat.sdk.Connector",
        "com.example." + packageName() + "." + className() + "\n");
    return files;
  }

  private String packageName() {
    return name.replace("-", "");
  }

  private String className() {
    StringBuilder pascal = new StringBuilder();
    for (String word : name.split("-", -1)) {
      pascal.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return pascal + "Connector";
  }

  private String renamed(String java) {
    return java.replace(strategy.examplePackage(), "com.example." + packageName())
        .replace(strategy.exampleClass(), className())
        .replaceAll(
            "new ConnectorInfo\\((\\s*)\"" + strategy.example + "\"",
            "new ConnectorInfo($1\"" + name + "\"")
        .replace("https://leat.dev/connectors/" + strategy.example, "https://example.com/" + name);
  }

  private String filled(String template) {
    return resource("/dev/leat/cli/project/" + template + ".template")
        .replace("@name@", name)
        .replace("@package@", packageName())
        .replace("@class@", className())
        .replace("@strategy@", strategy.example)
        .replace("@endpoint@", endpoint())
        .replace("@version@", Leat.VERSION);
  }

  private String endpoint() {
    return strategy == Strategy.STEP_SIZE ? "STEP" : strategy.name();
  }

  private static String resource(String path) {
    try (InputStream in = ConnectorProject.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("This program was built without " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
