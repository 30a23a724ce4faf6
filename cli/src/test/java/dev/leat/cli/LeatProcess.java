package dev.leat.cli;

import dev.leat.architecture.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs the {@code leat} script of the checkout as a user does: a process of its own, in a folder of
 * its own. Immutable until it is started.
 */
final class LeatProcess {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /**
   * Starts a program as one whom permissions bind: the superuser passes over them, so it gives up
   * these two capabilities (DAC_OVERRIDE, DAC_READ_SEARCH) for good; others have none to give up.
   */
  private static final String BOUND =
      """
      import ctypes, os, sys
      if os.geteuid() == 0:
          libc, drop_from_bounding_set = ctypes.CDLL(None, use_errno=True), 24
          for capability in (1, 2):
              if libc.prctl(drop_from_bounding_set, capability, 0, 0, 0) != 0:
                  sys.exit("capability: " + os.strerror(ctypes.get_errno()))
      os.execvp(sys.argv[1], sys.argv[1:])
      """;

  private final Path directory;
  private final Map<String, String> environment;
  private final List<String> prefix;

  /** How a process ended. */
  record Ended(int exitCode, String out, String err) {

    /** Both outputs, for messages and for searches. */
    String all() {
      return "exit code " + exitCode + "\nstdout:\n" + out + "\nstderr:\n" + err;
    }
  }

  /** A process that runs, and what it has printed when it ends. */
  record Running(Process process, CompletableFuture<String> out, CompletableFuture<String> err) {

    Ended ended() throws InterruptedException {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("leat did not end within " + LONGEST);
      }
      return new Ended(process.exitValue(), out.join(), err.join());
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private LeatProcess(Path directory, Map<String, String> environment, List<String> prefix) {
    this.directory = directory;
    this.environment = environment;
    this.prefix = prefix;
  }

  /** Starts in this folder. */
  static LeatProcess in(Path directory) {
    return new LeatProcess(directory, Map.of(), List.of());
  }

  /** With one more environment variable. */
  LeatProcess with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new LeatProcess(directory, more, prefix);
  }

  /** Bound by the permissions of files, even if this process is the superuser's. */
  LeatProcess boundByPermissions() {
    return new LeatProcess(directory, environment, List.of("python3", "-c", BOUND));
  }

  /** Runs {@code leat} with these arguments to its end. */
  Ended run(String... arguments) throws InterruptedException {
    return start(arguments).ended();
  }

  /** Starts {@code leat} with these arguments. */
  Running start(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Sources.checkout().resolve("leat").toString());
    command.addAll(List.of(arguments));
    return start(command);
  }

  /** Runs a line in a shell, with {@code leat} of the checkout as {@code ./leat}. */
  Ended shell(String line) throws InterruptedException {
    String leat = "'" + Sources.checkout().resolve("leat") + "'";
    return start(List.of("bash", "-c", line.replace("./leat", leat))).ended();
  }

  private Running start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(each -> each.startsWith("LEAT_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new Running(process, read(process.getInputStream()), read(process.getErrorStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletableFuture<String> read(InputStream in) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            return "";
          }
        },
        task -> {
          Thread thread = new Thread(task, "leat-output");
          thread.setDaemon(true);
          thread.start();
        });
  }
}
