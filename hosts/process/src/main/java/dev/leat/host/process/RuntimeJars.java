package dev.leat.host.process;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/** Which entries of a class path some classes need, found by the JDK's own jdeps. Stateless. */
final class RuntimeJars {

  /** Found by name at run time, so that no class refers to it. */
  private static final String LOGGING = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

  private RuntimeJars() {}

  /**
   * The needed entries, in their order; all of them where there is no JDK.
   *
   * @param roots classes of this class path
   */
  static List<Path> of(List<Path> classPath, List<Class<?>> roots) {
    Optional<ToolProvider> jdeps = ToolProvider.findFirst("jdeps");
    if (jdeps.isEmpty()) {
      return classPath;
    }
    List<Path> needed = new ArrayList<>(roots.stream().map(RuntimeJars::home).toList());
    classPath.stream().filter(RuntimeJars::providesLogging).forEach(needed::add);
    Set<String> names = new HashSet<>(needed.stream().map(RuntimeJars::name).toList());
    names.addAll(reached(jdeps.get(), classPath, needed));
    return classPath.stream().filter(each -> names.contains(name(each))).toList();
  }

  private static Set<String> reached(ToolProvider jdeps, List<Path> classPath, List<Path> from) {
    List<String> arguments =
        new ArrayList<>(List.of("--multi-release", "17", "-s", "--recursive", "-cp"));
    arguments.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    from.stream().distinct().map(Path::toString).forEach(arguments::add);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        jdeps.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("jdeps ended with " + code + ": " + out + err);
    }
    return out.toString()
        .lines()
        .flatMap(line -> List.of(line.split(" -> ", 2)).stream())
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The class path has an entry that is no file", e);
    }
  }

  private static boolean providesLogging(Path entry) {
    if (Files.isDirectory(entry)) {
      return Files.exists(entry.resolve(LOGGING));
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return jar.getEntry(LOGGING) != null;
    } catch (IOException e) {
      throw new UncheckedIOException("The jar " + entry + " cannot be read: build it again", e);
    }
  }

  /** As jdeps calls it. */
  private static String name(Path entry) {
    return entry.getFileName().toString();
  }
}
