package dev.leat.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each guard is switched off, one at a time, and the tests that are said to catch it must fail. A
 * guard that no test misses is untested, or does nothing.
 */
class AblationTest {

  private static final String CLASS_PATH = "java.class.path";

  private static final Launch LAUNCH = new Launch();
  private static String classPathBefore;
  private static List<Path> folders;
  private static Compiler compiler;

  /** Tests that start a process of their own find in the class path what they are made of. */
  @BeforeAll
  static void openTheCompiler() throws IOException {
    folders = Module.classFolders();
    classPathBefore = System.getProperty(CLASS_PATH);
    List<Path> classPath = new ArrayList<>(folders);
    for (String entry : classPathBefore.split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry));
    }
    System.setProperty(
        CLASS_PATH,
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    compiler = new Compiler(classPath);
  }

  @AfterAll
  static void closeTheCompiler() {
    System.setProperty(CLASS_PATH, classPathBefore);
    compiler.close();
  }

  /** Or their failures would prove nothing. */
  @Test
  void theTestsPassOnTheSameWayWithEveryGuardInPlace() {
    Map<String, String> sources = new TreeMap<>();
    Set<Guard.Catcher> tests = new LinkedHashSet<>();
    for (Guard guard : Guards.all()) {
      sources.put(guard.source(), Module.read(Module.source(guard.source())));
      tests.addAll(guard.catchers());
    }
    Map<Guard.Catcher, Verdict> verdicts =
        LAUNCH.run(tests, new EditedClasses(folders, compiler.compile(sources)));
    verdicts.values().removeIf(Verdict.PASSED::equals);
    assertThat(verdicts).as("tests that do not pass with every guard in place").isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> eachGuardIsMissedWhenItIsGone() {
    return Guards.all().stream().map(guard -> dynamicTest(guard.toString(), () -> miss(guard)));
  }

  private static void miss(Guard guard) {
    String edited = Edit.without(guard, Module.read(Module.source(guard.source())));
    Map<String, byte[]> classes = compiler.compile(Map.of(guard.source(), edited));
    Map<Guard.Catcher, Verdict> verdicts =
        LAUNCH.run(guard.catchers(), new EditedClasses(folders, classes));
    verdicts.values().removeIf(Verdict.FAILED::equals);
    assertThat(verdicts)
        .as("tests that do not fail without \"%s\": they do not test it, or it does nothing", guard)
        .isEmpty();
  }
}
