package dev.leat.sdk.protocol;

import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.config.SettingsFile;
import dev.leat.sdk.contract.Discovery;
import dev.leat.sdk.contract.FailureText;
import dev.leat.sdk.contract.SupervisedSync;
import dev.leat.sdk.contract.WayOut;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.protocol.wire.CrashReport;
import dev.leat.sdk.protocol.wire.OperationWriter;
import dev.leat.sdk.protocol.wire.OutputClosedException;
import dev.leat.sdk.protocol.wire.ReplyWriter;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs one connector as a process: a command in, lines on stdout, an exit code out. The {@code
 * main} of a connector's jar is {@code System.exit(ConnectorProcess.run(new MyConnector(), args))}.
 *
 * <p>While it runs, {@code System.out} is stderr, so that a print cannot corrupt the lines.
 */
public final class ConnectorProcess {

  /** How long a process that is told to stop may take, less what the JVM needs to end. */
  private static final long GRACE_SECONDS = 9;

  private static final WayOut WITHOUT_STATE = () -> "give no --state: everything is read then";

  private final Connector connector;
  private final ProcessSurroundings surroundings;
  private Redactor redactor = Redactor.none();
  private Optional<SupervisedSync> sync = Optional.empty();
  private volatile boolean toldToStop;

  private ConnectorProcess(Connector connector, ProcessSurroundings surroundings) {
    this.connector = connector;
    this.surroundings = surroundings;
  }

  /**
   * Runs a command with the streams and the environment of this process, and stops within 10 s of a
   * SIGTERM: what was checkpointed stands, the exit code is 143.
   *
   * @param arguments {@code spec}, {@code check}, {@code discover} or {@code read}, and its options
   * @return the number of an {@link ExitCode}
   */
  @SuppressWarnings("SystemOut") // The default for a process that is one command.
  public static int run(Connector connector, String... arguments) {
    ConnectorProcess process =
        new ConnectorProcess(
            connector,
            new ProcessSurroundings(
                System.getenv(),
                // Not System.out: a PrintStream hides that nobody reads any more.
                new FileOutputStream(FileDescriptor.out),
                System.err,
                Clock.systemUTC()));
    return process.runUntilTold(List.of(arguments));
  }

  /**
   * Runs a command.
   *
   * @param arguments {@code spec}, {@code check}, {@code discover} or {@code read}, and its options
   * @param environment in which {@code LEAT_<SETTING>} wins over the setting in the file
   * @param out gets lines of the protocol only; is flushed, not closed
   * @param err gets what people read, secrets masked
   * @param clock what the connector sees as the time
   * @return how it ended; {@link ExitCode#TERMINATED} if the thread was interrupted
   */
  public static ExitCode run(
      Connector connector,
      List<String> arguments,
      Map<String, String> environment,
      OutputStream out,
      PrintStream err,
      Clock clock) {
    return new ConnectorProcess(connector, new ProcessSurroundings(environment, out, err, clock))
        .run(arguments);
  }

  private int runUntilTold(List<String> arguments) {
    Thread worker = Thread.currentThread();
    CountDownLatch done = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              toldToStop = true;
              worker.interrupt();
              awaitEnd(done);
            },
            "leat-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return run(arguments).number();
    } finally {
      done.countDown();
      removeHook(hook);
    }
  }

  private ExitCode run(List<String> arguments) {
    PrintStream before = System.out;
    System.setOut(surroundings.err());
    try {
      ProcessCommand line = ProcessCommand.parse(arguments);
      return run(line);
    } catch (CommandException e) {
      surroundings.err().println(e.getMessage() + "\n" + ProcessCommand.USAGE);
      return ExitCode.USAGE;
    } catch (OutputClosedException e) {
      return ExitCode.OUTPUT_CLOSED;
    } finally {
      surroundings.err().flush();
      System.setOut(before);
    }
  }

  private ExitCode run(ProcessCommand line) {
    ReplyWriter reply = new ReplyWriter(surroundings.out(), Redactor.none());
    return attempt(
        failure -> new ReplyWriter(surroundings.out(), redactor).error(failure),
        () -> {
          if (line.command() == ProcessCommand.Command.SPEC) {
            reply.spec(connector.info(), connector.configurationSpec());
            return ExitCode.COMPLETE;
          }
          Configuration configuration = surroundings.configuration(line.config(), connector);
          redactor = configuration.redactor();
          SettingsFile.keep(configuration, setting -> line.config(), surroundings.err()::println);
          switch (line.command()) {
            case CHECK -> {
              connector.check(configuration);
              reply.checkSucceeded();
            }
            case DISCOVER -> reply.catalog(Discovery.by(connector, configuration));
            default -> {
              return read(line, configuration);
            }
          }
          return ExitCode.COMPLETE;
        });
  }

  private ExitCode read(ProcessCommand line, Configuration configuration) {
    OperationWriter writer = new OperationWriter(surroundings.out(), redactor);
    return attempt(
        writer::error,
        () -> {
          StateOwner owner = StateOwner.of(connector.info().name(), configuration.identity());
          State state = surroundings.state(line.state(), owner);
          Schema selection = Discovery.only(line.tables(), Discovery.by(connector, configuration));
          writer.hello(connector.info(), selection);
          SyncRequest request =
              SyncRequest.of(configuration, selection, state, surroundings.clock()).readingAhead();
          // The reader of the lines knows whether tables were chosen, and decides about new ones.
          SupervisedSync supervised =
              SupervisedSync.of(connector, request).welcomingNewTables().sparingStates();
          sync = Optional.of(supervised);
          try {
            SyncResult result = supervised.run(writer);
            writer.end(result);
            return ExitCode.of(result);
          } catch (InterruptedException e) {
            writer.flush();
            throw e;
          }
        });
  }

  /** Runs a part of a command; whatever goes wrong becomes a line, a text for people and a code. */
  private ExitCode attempt(Consumer<Throwable> errorLine, Part part) {
    try {
      return part.run();
    } catch (InterruptedException e) {
      return ExitCode.TERMINATED;
    } catch (OutputClosedException e) {
      throw e;
    } catch (ConnectorException e) {
      if (toldToStop) {
        return ExitCode.TERMINATED;
      }
      surroundings.err().println(redactor.redact(FailureText.of(e, WITHOUT_STATE)));
      errorLine.accept(e);
      return ExitCode.of(e);
    } catch (Exception | Error e) {
      if (toldToStop) {
        return ExitCode.TERMINATED;
      }
      CrashReport report =
          new CrashReport(
              connector.info(),
              e,
              sync.flatMap(SupervisedSync::lastTable),
              sync.map(SupervisedSync::claimed));
      surroundings.err().println(redactor.redact(report.text()));
      errorLine.accept(e);
      return ExitCode.DEFECT;
    }
  }

  /** Keeps the JVM alive until the command has ended, or has had its time. */
  private void awaitEnd(CountDownLatch done) {
    try {
      if (!done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        surroundings
            .err()
            .println("The connector did not stop within " + GRACE_SECONDS + " s: it is ended now");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      // Told to stop just now, with nothing left to do: the hook finds the command ended.
    }
  }

  @FunctionalInterface
  private interface Part {
    ExitCode run() throws InterruptedException;
  }
}
