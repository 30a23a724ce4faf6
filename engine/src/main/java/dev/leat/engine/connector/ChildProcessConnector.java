package dev.leat.engine.connector;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.contract.ContractViolation;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.protocol.wire.ConnectorDescription;
import dev.leat.sdk.protocol.wire.Hello;
import dev.leat.sdk.protocol.wire.OperationReader;
import dev.leat.sdk.protocol.wire.ProtocolException;
import dev.leat.sdk.protocol.wire.ReplyReader;
import dev.leat.sdk.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A connector in any language: a program that is started anew for each command ({@code spec},
 * {@code check}, {@code discover}, {@code read}) and answers in lines of the protocol. Safe to
 * share.
 *
 * <p>Settings and state are handed over in files that only this user may read and that are removed
 * afterwards. A setting that the program has changed in its file by a checkpoint or by its end has
 * been replaced by the source: it is taken over. What the program writes to stderr goes to the log,
 * secrets masked. It is told to end when the sync is interrupted, and killed if it does not.
 */
public final class ChildProcessConnector implements Connector {

  private static final Duration GRACE = Duration.ofSeconds(10);

  /** A description needs no network: whoever takes longer does something else. */
  private static final Duration LONGEST_SPEC = Duration.ofSeconds(60);

  private final List<String> command;
  private final Duration grace;
  private final Path temporary;
  private final Clock clock;
  private ConnectorDescription description;

  /**
   * A connector behind a program and its arguments. Nothing is started yet, and no shell is used.
   *
   * @throws IllegalArgumentException if the list is empty
   */
  public ChildProcessConnector(List<String> command) {
    this(command, GRACE, Path.of(System.getProperty("java.io.tmpdir")), Clock.systemUTC());
  }

  ChildProcessConnector(List<String> command, Duration grace, Path temporary, Clock clock) {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("A command needs a program");
    }
    this.command = List.copyOf(command);
    this.grace = grace;
    this.temporary = temporary;
    this.clock = clock;
  }

  /**
   * What the program answers to {@code spec}: asked once, at the first call of this or {@link
   * #configurationSpec}, which therefore can fail and take time.
   *
   * @throws ConfigurationException if the program cannot be started, or its answer is not a
   *     description: then it is not a connector
   */
  @Override
  public ConnectorInfo info() {
    return description().info();
  }

  /** As {@link #info}. */
  @Override
  public ConfigurationSpec configurationSpec() {
    return description().configuration();
  }

  @Override
  public void check(Configuration configuration) throws InterruptedException {
    ask(
        configuration,
        "check",
        reply -> {
          reply.check();
          return "succeeded";
        });
  }

  @Override
  public Schema discover(Configuration configuration) throws InterruptedException {
    return ask(configuration, "discover", ReplyReader::catalog);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    Redactor redactor = request.configuration().redactor();
    try (PrivateFolder folder = folder()) {
      List<String> line = new ArrayList<>(command);
      line.add("read");
      line.add("--config");
      line.add(write(folder, PrivateFolder.SETTINGS, request.configuration().json()));
      line.add("--state");
      line.add(write(folder, PrivateFolder.STATE, request.state().json()));
      line.add("--tables");
      line.add(
          request.selection().tables().stream()
              .map(each -> each.name().value())
              .collect(Collectors.joining(",")));
      HandedSettings handed = new HandedSettings(folder, request.configuration());
      try (ChildProcess child = ChildProcess.start(line, redactor, grace)) {
        return sync(
            child,
            request,
            operation -> {
              if (operation instanceof Operation.Checkpoint) {
                handed.takeBack();
              }
              out.accept(operation);
            });
      } finally {
        handed.takeBack();
      }
    }
  }

  private SyncResult sync(ChildProcess child, SyncRequest request, OperationSink out)
      throws InterruptedException {
    Stoppable output = new Stoppable(child);
    OperationReader reader = new OperationReader(output, request.state().owner());
    try {
      requireSame(reader.hello());
      SyncResult result = reader.readTo(withoutKnownTables(request.selection(), out));
      output.requireGoingOn();
      requireExit(child, result);
      return result;
    } catch (ProtocolException e) {
      output.requireGoingOn();
      throw new ContractViolation(e.getMessage() + "\n" + child.obituary(), e);
    }
  }

  /** What was discovered is declared already; the lines repeat it for readers who did not ask. */
  private static OperationSink withoutKnownTables(Schema known, OperationSink out) {
    return operation -> {
      boolean news =
          !(operation instanceof Operation.SchemaChange change)
              || !Optional.of(change.table()).equals(known.table(change.table().name()));
      if (news) {
        out.accept(operation);
      }
    };
  }

  private void requireSame(Hello hello) {
    ConnectorInfo info = info();
    if (!hello.connector().equals(info.name())) {
      throw new ContractViolation(
          "The process calls itself \""
              + hello.connector()
              + "\" in its hello and \""
              + info.name()
              + "\" in its spec: make both the same");
    }
  }

  private static void requireExit(ChildProcess child, SyncResult result)
      throws InterruptedException {
    ExitCode expected = ExitCode.of(result);
    if (!child.exitCode().equals(Optional.of(expected.number()))) {
      throw new ContractViolation(
          "The process said its end was "
              + (result.isComplete() ? "complete" : "incomplete")
              + ", which is exit code "
              + expected.number()
              + ". "
              + child.obituary());
    }
  }

  private <T> T ask(Configuration configuration, String about, Function<ReplyReader, T> reading)
      throws InterruptedException {
    Redactor redactor = configuration.redactor();
    try (PrivateFolder folder = folder()) {
      String settings = write(folder, PrivateFolder.SETTINGS, configuration.json());
      HandedSettings handed = new HandedSettings(folder, configuration);
      try {
        return ask(List.of(about, "--config", settings), redactor, reading);
      } finally {
        handed.takeBack();
      }
    }
  }

  private <T> T ask(List<String> arguments, Redactor redactor, Function<ReplyReader, T> reading)
      throws InterruptedException {
    List<String> line = new ArrayList<>(command);
    line.addAll(arguments);
    try (ChildProcess child = ChildProcess.start(line, redactor, grace)) {
      if (arguments.get(0).equals("spec")) {
        child.killAfter(LONGEST_SPEC);
      }
      Stoppable output = new Stoppable(child);
      try {
        T answer = reading.apply(new ReplyReader(output));
        output.requireGoingOn();
        if (!child.exitCode().equals(Optional.of(ExitCode.COMPLETE.number()))) {
          throw new ContractViolation(
              "The process answered to " + arguments.get(0) + ". " + child.obituary());
        }
        return answer;
      } catch (ProtocolException e) {
        output.requireGoingOn();
        if (arguments.get(0).equals("spec")) {
          throw notAConnector(e, child);
        }
        throw new ContractViolation(e.getMessage() + "\n" + child.obituary(), e);
      }
    }
  }

  /** Most often the command is wrong: a script that is not there, or another program. */
  private ConfigurationException notAConnector(ProtocolException answer, ChildProcess child)
      throws InterruptedException {
    return new ConfigurationException(
        "The command \""
            + String.join(" ", command)
            + "\" is not a connector: it did not answer spec with one line of the protocol ("
            + answer.problem()
            + "). Check the command. "
            + child.obituary(),
        answer);
  }

  private synchronized ConnectorDescription description() {
    if (description == null) {
      try {
        description = ask(List.of("spec"), Redactor.none(), ReplyReader::spec);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SourceUnavailableException(
            "Interrupted while waiting for what " + command.get(0) + " answers to spec", e);
      }
    }
    return description;
  }

  private PrivateFolder folder() {
    try {
      return PrivateFolder.in(temporary, clock.instant());
    } catch (IOException e) {
      throw new ConfigurationException(
          "No private folder can be made in " + temporary + " to hand the settings over: " + e, e);
    }
  }

  private static String write(PrivateFolder folder, String name, String text) {
    try {
      return folder.write(name, text).toString();
    } catch (IOException e) {
      throw new ConfigurationException(
          "The settings cannot be handed over in " + folder.path() + ": " + e, e);
    }
  }

  /**
   * The output of a process. If the reading thread is interrupted, the process is told to end, and
   * what it still says is read: it may send a last checkpoint.
   */
  private static final class Stoppable extends InputStream {

    private final ChildProcess child;
    private boolean stopped;

    Stoppable(ChildProcess child) {
      this.child = child;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      while (true) {
        try {
          return child.output().read(into, offset, length);
        } catch (InterruptedIOException e) {
          if (stopped) {
            throw e;
          }
          stopped = true;
          child.tellToEnd();
        }
      }
    }

    /** The process did not speak to its end by itself if it was told to. */
    void requireGoingOn() throws InterruptedException {
      if (stopped) {
        throw new InterruptedException("The process was told to end");
      }
    }
  }
}
