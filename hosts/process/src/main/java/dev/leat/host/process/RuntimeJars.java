package dev.leat.host.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which entries of a class path some classes need: those that hold a class that a needed one names.
 * A logging provider is needed too, though no class names it.
 */
final class RuntimeJars {

  private static final String LOGGING = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
  private static final String CLASS = ".class";

  /** What stands in one entry: its own classes and those they name. */
  private record Content(Set<String> own, Set<String> named, boolean providesLogging) {}

  private final Map<Path, Content> contents = new HashMap<>();
  private final Map<String, Path> homes = new HashMap<>();

  private RuntimeJars(List<Path> classPath) {
    for (Path entry : classPath) {
      if (Files.exists(entry)) {
        Content content = read(entry);
        contents.put(entry, content);
        content.own().forEach(name -> homes.putIfAbsent(name, entry));
      }
    }
  }

  /**
   * The needed entries, in their order.
   *
   * @param roots classes of this class path
   */
  static List<Path> of(List<Path> classPath, List<Class<?>> roots) {
    RuntimeJars jars = new RuntimeJars(classPath);
    Deque<Path> open = new ArrayDeque<>(roots.stream().map(RuntimeJars::home).toList());
    jars.contents.forEach(
        (entry, content) -> {
          if (content.providesLogging()) {
            open.add(entry);
          }
        });
    Set<Path> needed = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Path entry = open.remove();
      if (jars.contents.containsKey(entry) && needed.add(entry)) {
        jars.contents.get(entry).named().stream()
            .filter(jars.homes::containsKey)
            .map(jars.homes::get)
            .forEach(open::add);
      }
    }
    return classPath.stream().filter(needed::contains).toList();
  }

  private static Content read(Path entry) {
    try {
      if (Files.isDirectory(entry)) {
        return read(entry, entry);
      }
      try (FileSystem jar = FileSystems.newFileSystem(entry)) {
        return read(entry, jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(entry + " cannot be read: build it again", e);
    }
  }

  private static Content read(Path entry, Path root) throws IOException {
    Set<String> own = new HashSet<>();
    Set<String> named = new HashSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        String name = root.relativize(file).toString();
        if (name.endsWith(CLASS) && !name.startsWith("META-INF")) {
          own.add(name.substring(0, name.length() - CLASS.length()));
          try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            named.addAll(ClassReferences.of(bytes));
          } catch (IOException e) {
            throw new IOException(entry + " has a class file that is cut: " + name, e);
          }
        }
      }
    }
    return new Content(own, named, Files.exists(root.resolve(LOGGING)));
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The class path has an entry that is no file", e);
    }
  }
}
