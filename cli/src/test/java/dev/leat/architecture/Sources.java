package dev.leat.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** Every source file of every module, those of tests too. */
  public static List<Path> java() {
    Path root = checkout();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(each -> each.toString().endsWith(".java"))
          .filter(each -> !root.relativize(each).toString().contains("target/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The {@code src/main/java} of every module. */
  public static List<Path> roots() {
    Path root = checkout();
    try (Stream<Path> folders = Files.walk(root, 5)) {
      return folders
          .filter(each -> each.endsWith("src/main/java"))
          .filter(each -> !root.relativize(each).toString().contains("target/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
