package dev.leat.ablation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All classes of Leat and its tests, some of them exchanged; everything else is the parent's. So
 * each guard that is switched off has a Leat of its own, and libraries are loaded once.
 */
final class EditedClasses extends ClassLoader {

  private static final String LEAT = "dev.leat.";
  private static final String SQL = "dev.leat.destination.sql.";
  private static final String DUCKDB = "dev.leat.destination.duckdb.";

  private final List<Path> folders;
  private final Map<String, byte[]> exchanged;

  /**
   * @param folders where compiled classes are
   * @param exchanged class files in place of those, by binary name
   */
  EditedClasses(List<Path> folders, Map<String, byte[]> exchanged) {
    super("edited", EditedClasses.class.getClassLoader());
    this.folders = folders;
    this.exchanged = exchanged;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(LEAT) || isOfTheDriver(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  /**
   * A process loads a native library once, into one class loader: DuckDB's driver, and what is
   * handed to it and back, are everybody's.
   */
  private static boolean isOfTheDriver(String name) {
    return name.startsWith(DUCKDB + "driver.")
        || name.equals(DUCKDB + "Driver")
        || name.equals(SQL + "BulkLoad")
        || name.equals(SQL + "RowBlock");
  }

  /** Without the library in sight, Leat takes the driver as it is, instead of one of its own. */
  @Override
  public URL getResource(String name) {
    return name.startsWith("libduckdb_java") ? null : super.getResource(name);
  }

  @Override
  protected URL findResource(String name) {
    for (Path folder : folders) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        try {
          return file.toUri().toURL();
        } catch (MalformedURLException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return null;
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = exchanged.containsKey(name) ? exchanged.get(name) : compiled(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] compiled(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    for (Path folder : folders) {
      Path path = folder.resolve(file);
      if (Files.isRegularFile(path)) {
        try {
          return Files.readAllBytes(path);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }
    throw new ClassNotFoundException(name + " is in none of " + folders);
  }
}
