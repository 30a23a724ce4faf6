package dev.leat.ablation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The modules that hold guards or tests which catch them. */
enum Module {
  SDK("sdk"),
  TESTKIT("testkit"),
  DECLARATIVE("declarative"),
  ENGINE("engine"),
  SQL("destinations/sql"),
  DUCKDB("destinations/duckdb"),
  POSTGRES("destinations/postgres");

  private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

  private final String folder;

  Module(String folder) {
    this.folder = folder;
  }

  /**
   * The source file of a class.
   *
   * @throws IllegalArgumentException if no module has it
   */
  static Path source(String type) {
    String file = "src/main/java/" + type.replace('.', '/') + ".java";
    return Arrays.stream(values())
        .map(module -> HOUSE.resolve(module.folder).resolve(file))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No module has " + file + ": the class of the guard was renamed or moved"));
  }

  /**
   * Where the compiled classes of all modules are, those of their tests too.
   *
   * @throws IllegalStateException if one of them was not compiled
   */
  static List<Path> classFolders() {
    List<Path> folders = new ArrayList<>();
    for (Module module : values()) {
      for (String output : List.of("target/classes", "target/test-classes")) {
        Path classes = HOUSE.resolve(module.folder).resolve(output);
        if (!Files.isDirectory(classes)) {
          throw new IllegalStateException(
              classes + " is missing: compile the module first (mvn -pl ablation -am verify)");
        }
        folders.add(classes);
      }
    }
    return folders;
  }

  /** A file of the house. */
  static String read(Path file) {
    try {
      return Files.readString(HOUSE.resolve(file));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + file, e);
    }
  }
}
