package dev.leat.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the project's files are, seen from a test of the command line's module. */
public final class Sources {

  private Sources() {}

  /** The root of the checkout, absolute. */
  public static Path checkout() {
    Path root = Path.of("").toAbsolutePath().getParent();
    if (!Files.exists(root.resolve("leat"))) {
      throw new IllegalStateException("Run the tests from the module's folder, not " + root);
    }
    return root;
  }

  /** The {@code src/main/java} of every module. */
  public static Stream<Path> roots() {
    Path root = checkout();
    return Stream.of(
            List.of("sdk", "testkit", "engine", "playground", "cli"),
            List.of("destinations/duckdb", "destinations/jsonl"),
            List.of(
                "connectors/keyset",
                "connectors/offset",
                "connectors/timestamp",
                "connectors/step-size",
                "connectors/replay"))
        .flatMap(List::stream)
        .map(module -> root.resolve(module).resolve("src/main/java"));
  }
}
