package dev.leat.sdk.jar;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;

/** Loads the classes of one jar, which see Java, the SDK and SLF4J besides their own. */
final class ApartLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final String jar;

  ApartLoader(String jar, URL url) {
    super("leat-" + jar, new URL[] {url}, new SdkLoader());
    this.jar = jar;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      return super.findClass(name);
    } catch (ClassNotFoundException e) {
      throw new MissingClass(name, jar, e);
    }
  }

  /** What is asked of a connector. */
  @FunctionalInterface
  interface Question<R, X extends Exception> {

    R ask() throws X;
  }

  /**
   * Asks while the thread's context class loader is this one. Libraries look for their parts by
   * that, and would find the program's.
   */
  static <R, X extends Exception> R within(ClassLoader loader, Question<R, X> question) throws X {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return question.ask();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What to do, if the cause of a failure is a class that a jar lacks. */
  static Optional<String> missingClass(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof MissingClass missing) {
        return Optional.of(missing.getMessage());
      }
    }
    return Optional.empty();
  }

  private static final class MissingClass extends ClassNotFoundException {

    private static final long serialVersionUID = 1L;

    MissingClass(String name, String jar, ClassNotFoundException cause) {
      super(
          "class "
              + name
              + " is not in "
              + jar
              + ", and a connector sees no library of Leat's: make its library a dependency of the"
              + " connector, packed into the jar",
          cause);
    }
  }

  /** Shows Java and, of the program's own classes, the SDK and SLF4J. */
  private static final class SdkLoader extends ClassLoader {

    static {
      registerAsParallelCapable();
    }

    private static final String SDK = "dev.leat.sdk.";
    private static final String INTERNAL = "dev.leat.sdk.internal.";
    private static final String LOGGING = "org.slf4j.";

    SdkLoader() {
      super("leat-sdk", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      boolean shown = name.startsWith(SDK) && !name.startsWith(INTERNAL);
      if (shown || name.startsWith(LOGGING)) {
        return ApartLoader.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
