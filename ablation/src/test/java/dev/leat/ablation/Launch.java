package dev.leat.ablation;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests within a class loader. For one thread. */
final class Launch {

  /** Far above what any of them takes: a test that gets near must bound what it asks for. */
  private static final String LIMIT = "60 s";

  private final Launcher launcher =
      LauncherFactory.create(
          LauncherConfig.builder()
              .enableLauncherSessionListenerAutoRegistration(false)
              .enableTestExecutionListenerAutoRegistration(false)
              .build());

  /**
   * Runs tests.
   *
   * @param loader where their classes are
   * @return how each ended, in their order
   * @throws IllegalArgumentException if one of them is not there or runs nothing
   */
  Map<Guard.Catcher, Verdict> run(Iterable<Guard.Catcher> tests, ClassLoader loader) {
    List<MethodSelector> methods = new ArrayList<>();
    tests.forEach(test -> methods.add(method(test, loader)));
    Map<Guard.Catcher, Verdict> verdicts = new LinkedHashMap<>();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      launcher.execute(request(methods), new Results(verdicts));
    } finally {
      thread.setContextClassLoader(before);
    }
    for (Guard.Catcher test : tests) {
      if (!verdicts.containsKey(test)) {
        throw new IllegalArgumentException(test + " ran nothing: is it a test?");
      }
    }
    return verdicts;
  }

  private static LauncherDiscoveryRequest request(List<MethodSelector> methods) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(methods)
        .configurationParameter("junit.jupiter.execution.timeout.default", LIMIT)
        .build();
  }

  private static MethodSelector method(Guard.Catcher test, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(test.type(), false, loader);
      for (Class<?> each = type; each != null; each = each.getSuperclass()) {
        for (Method method : each.getDeclaredMethods()) {
          if (method.getName().equals(test.method()) && !method.isSynthetic()) {
            return DiscoverySelectors.selectMethod(type, method);
          }
        }
      }
      throw new IllegalArgumentException(
          "There is no " + test + ": it was renamed, name the test that catches");
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("There is no test class " + test.type(), e);
    }
  }

  /** A failure before or around a test counts as one of it; its runs are judged together. */
  private record Results(Map<Guard.Catcher, Verdict> verdicts) implements TestExecutionListener {

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() || !isSuccess(result)) {
        note(test, Verdict.of(result));
      }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      note(test, Verdict.SKIPPED);
    }

    private void note(TestIdentifier test, Verdict verdict) {
      test.getSource()
          .filter(MethodSource.class::isInstance)
          .map(MethodSource.class::cast)
          .map(source -> new Guard.Catcher(source.getClassName(), source.getMethodName()))
          .ifPresent(catcher -> verdicts.merge(catcher, verdict, Verdict::and));
    }

    private static boolean isSuccess(TestExecutionResult result) {
      return result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    }
  }
}
