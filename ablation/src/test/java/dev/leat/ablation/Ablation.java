package dev.leat.ablation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs tests against a Leat from which a guard was taken. While it is open the class path of this
 * process names all modules, so that tests which start a process of their own find theirs. For one
 * thread.
 */
final class Ablation implements AutoCloseable {

  private static final String CLASS_PATH = "java.class.path";

  private final Launch launch = new Launch();
  private final List<Path> folders = Module.classFolders();
  private final String classPathBefore = System.getProperty(CLASS_PATH);
  private final Compiler compiler;

  Ablation() throws IOException {
    List<Path> classPath = new ArrayList<>(folders);
    for (String entry : classPathBefore.split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry));
    }
    compiler = new Compiler(classPath);
    System.setProperty(
        CLASS_PATH,
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
  }

  /**
   * Runs the tests of a guard without it.
   *
   * @throws IllegalArgumentException if the guard, or one of its tests, is not what the list says
   */
  Map<Guard.Catcher, Verdict> without(Guard guard) {
    String edited = Edit.without(guard, source(guard));
    return run(guard.catchers(), Map.of(guard.source(), edited));
  }

  /** Runs the tests of all guards in the same way, nothing being taken out. */
  Map<Guard.Catcher, Verdict> withAll(List<Guard> guards) {
    Map<String, String> sources = new TreeMap<>();
    Set<Guard.Catcher> tests = new LinkedHashSet<>();
    for (Guard guard : guards) {
      sources.put(guard.source(), source(guard));
      tests.addAll(guard.catchers());
    }
    return run(tests, sources);
  }

  private Map<Guard.Catcher, Verdict> run(
      Iterable<Guard.Catcher> tests, Map<String, String> sources) {
    return launch.run(tests, new EditedClasses(folders, compiler.compile(sources)));
  }

  private static String source(Guard guard) {
    return Module.read(Module.source(guard.source()));
  }

  @Override
  public void close() {
    System.setProperty(CLASS_PATH, classPathBefore);
    compiler.close();
  }
}
