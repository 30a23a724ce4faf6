package dev.leat.ablation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles single classes against those that the build has compiled, from memory into memory. Keeps
 * the class path open from one class to the next. For one thread.
 */
final class Compiler implements AutoCloseable {

  /** Joined strings as plain code: the other kind is woven anew each time a class is loaded. */
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-implicit:none", "-nowarn", "-g", "-XDstringConcat=inline");

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files =
      javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  Compiler(Collection<Path> classPath) throws IOException {
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
  }

  /**
   * Compiles classes.
   *
   * @param sources by the full name of the class
   * @return class files by the binary name of their class, those of nested classes too
   * @throws IllegalArgumentException if they do not compile; the message has the errors
   */
  Map<String, byte[]> compile(Map<String, String> sources) {
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((type, text) -> units.add(new Source(type, text)));
    DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
    Memory memory = new Memory(files);
    if (!javac.getTask(null, memory, errors, OPTIONS, null, units).call()) {
      throw new IllegalArgumentException(
          "The edited source does not compile: " + errors.getDiagnostics());
    }
    Map<String, byte[]> classes = new HashMap<>();
    memory.written.forEach((type, bytes) -> classes.put(type, bytes.toByteArray()));
    return classes;
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String type, String text) {
      super(URI.create("memory:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    Memory(JavaFileManager below) {
      super(below);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      written.put(type, bytes);
      return new SimpleJavaFileObject(URI.create("memory:///" + type + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
