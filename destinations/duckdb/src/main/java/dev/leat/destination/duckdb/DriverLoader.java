package dev.leat.destination.duckdb;

import dev.leat.destination.duckdb.driver.DuckDbDriver;
import dev.leat.engine.destination.FileFailure;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;

/**
 * Loads the DuckDB driver, and the classes that name it, apart from all others: here the driver
 * does not find the library in its jar, and takes the one that was unpacked before. Thread-safe.
 */
final class DriverLoader extends ClassLoader {

  private static final String OURS = DuckDbDriver.class.getPackageName() + ".";
  private static final String THEIRS = "org.duckdb.";

  private final Path library;

  private DriverLoader(Path library, ClassLoader parent) {
    super(parent);
    this.library = library;
  }

  /** The driver of this process; the library is loaded when it opens its first database. */
  static Driver driver() {
    return Holder.DRIVER;
  }

  /** Explains why the driver's native library could not be unpacked or loaded. */
  static ConfigurationException unusable(LinkageError e) {
    Throwable reason = e;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    return new ConfigurationException(
        "The native library of the DuckDB driver cannot be loaded ("
            + (reason instanceof IOException io ? FileFailure.reason(io) : reason.getMessage())
            + "). It is unpacked into "
            + NativeLibrary.userCache()
            + ", or into "
            + System.getProperty("java.io.tmpdir")
            + " if that cannot be written: make one of them writable, or set XDG_CACHE_HOME to a"
            + " folder that is yours",
        e);
  }

  /** A library can be loaded once a process, so there is one driver. */
  private static final class Holder {
    private static final Driver DRIVER = load();

    private static Driver load() {
      try {
        Path library = NativeLibrary.unpacked(NativeLibrary.userCache());
        ClassLoader loader = new DriverLoader(library, DriverLoader.class.getClassLoader());
        return (Driver)
            loader.loadClass(DuckDbDriver.class.getName()).getConstructor().newInstance();
      } catch (IOException | ReflectiveOperationException e) {
        System.getLogger(DriverLoader.class.getName())
            .log(System.Logger.Level.DEBUG, "DuckDB unpacks its library by itself", e);
        return new DuckDbDriver();
      }
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS) && !name.startsWith(THEIRS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  @Override
  public URL getResource(String name) {
    return name.startsWith(NativeLibrary.RESOURCE) ? null : super.getResource(name);
  }

  @Override
  protected String findLibrary(String name) {
    return name.equals("duckdb_java") ? library.toString() : null;
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
