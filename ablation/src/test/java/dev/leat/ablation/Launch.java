package dev.leat.ablation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
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
    Map<Method, Guard.Catcher> methods = new LinkedHashMap<>();
    tests.forEach(test -> methods.put(method(test, loader), test));
    Map<Guard.Catcher, Verdict> verdicts = new LinkedHashMap<>();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      launcher.execute(request(methods.keySet()), new Results(methods, verdicts));
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

  private static LauncherDiscoveryRequest request(Collection<Method> methods) {
    List<DiscoverySelector> selectors =
        methods.stream()
            .map(
                method ->
                    (DiscoverySelector)
                        DiscoverySelectors.selectMethod(method.getDeclaringClass(), method))
            .toList();
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectors)
        .configurationParameter("junit.jupiter.execution.timeout.default", LIMIT)
        .build();
  }

  private static Method method(Guard.Catcher test, ClassLoader loader) {
    try {
      return Arrays.stream(Class.forName(test.type(), false, loader).getDeclaredMethods())
          .filter(each -> each.getName().equals(test.method()) && !each.isSynthetic())
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "There is no " + test + ": it was renamed, name the test that catches"));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("There is no test class " + test.type(), e);
    }
  }

  /** A failure before or around a test counts as one of it; its runs are judged together. */
  private record Results(Map<Method, Guard.Catcher> methods, Map<Guard.Catcher, Verdict> verdicts)
      implements TestExecutionListener {

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      boolean isMethod = test.getSource().filter(MethodSource.class::isInstance).isPresent();
      if (isMethod && (test.isTest() || !isSuccess(result))) {
        Method method = ((MethodSource) test.getSource().get()).getJavaMethod();
        verdicts.merge(methods.get(method), Verdict.of(result), Verdict::and);
      }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      test.getSource()
          .filter(MethodSource.class::isInstance)
          .map(source -> methods.get(((MethodSource) source).getJavaMethod()))
          .ifPresent(each -> verdicts.merge(each, Verdict.SKIPPED, Verdict::and));
    }

    private static boolean isSuccess(TestExecutionResult result) {
      return result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    }
  }
}
