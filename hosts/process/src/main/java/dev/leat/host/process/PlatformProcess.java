package dev.leat.host.process;

import dev.leat.sdk.Connector;
import dev.leat.sdk.file.ConnectorFile;
import dev.leat.sdk.jar.ConnectorJar;
import dev.leat.sdk.protocol.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** A process that is one connector under one platform. */
public final class PlatformProcess {

  /** How a platform runs a connector. */
  @FunctionalInterface
  public interface Host {

    /**
     * Runs one command.
     *
     * @param arguments as the platform gave them
     * @param out the platform's lines, and nothing else
     * @param err for people
     * @return the exit code
     */
    int run(
        Connector connector,
        List<String> arguments,
        OutputStream out,
        OutputStream err,
        Map<String, String> environment,
        Clock clock);
  }

  private static final String IN_JAR = ".jar#";

  private PlatformProcess() {}

  /**
   * Finds the connector on the class path, in its jar or in its file, runs the command and ends the
   * process. What anybody prints goes to stderr: stdout is the platform's alone.
   *
   * @param arguments the connector's name, {@code path.jar#name}, or the path of a file that is
   *     one, then the platform's own
   */
  public static void main(Host host, String... arguments) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    System.exit(run(host, List.of(arguments), out));
  }

  private static int run(Host host, List<String> arguments, OutputStream out) {
    String given = arguments.isEmpty() ? "" : arguments.get(0);
    Optional<ConnectorFile> reader = ConnectorFile.readerOf(given);
    if (reader.isPresent()) {
      return run(host, reader.get().read(Path.of(given)), arguments, out);
    }
    int hash = given.indexOf(IN_JAR);
    List<Connector> found =
        hash < 0
            ? ServiceLoader.load(Connector.class).stream().map(ServiceLoader.Provider::get).toList()
            : ConnectorJar.open(Path.of(given.substring(0, hash + IN_JAR.length() - 1)))
                .connectors();
    String name = hash < 0 ? given : given.substring(hash + IN_JAR.length());
    for (Connector connector : found) {
      if (connector.info().name().equals(name)) {
        return run(host, connector, arguments, out);
      }
    }
    System.err.println(
        "There is no connector \""
            + name
            + "\" on the class path: name one of "
            + found.stream().map(each -> each.info().name()).toList());
    return ExitCode.USAGE.number();
  }

  private static int run(Host host, Connector connector, List<String> arguments, OutputStream out) {
    return host.run(
        connector,
        arguments.subList(1, arguments.size()),
        out,
        System.err,
        System.getenv(),
        Clock.systemUTC());
  }
}
