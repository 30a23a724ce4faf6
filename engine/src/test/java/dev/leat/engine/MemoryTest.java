package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.TableChanges;
import dev.leat.engine.view.View;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.row.Page;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long syncs in small heaps, each in a JVM of its own. */
class MemoryTest {

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint-per-page", "one-checkpoint", "one-row-of-each-page"})
  void aMillionRowsOf300BytesPassThroughAHeapOf64Megabytes(String how) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                LongSync.class.getName(),
                how)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(output).startsWith("Complete: ");
    assertThat(process.exitValue()).as(output).isZero();
  }

  @Test
  void theRowsOfThisTestAreAsLongAsItSays() {
    assertThat(LongSync.page(1).rows("/data").get(0).json()).hasSize(300);
  }

  /** The program of the small JVM. */
  static final class LongSync {

    private static final int PAGES = 1_000;
    private static final int PAGE_SIZE = 1_000;

    private LongSync() {}

    @SuppressWarnings("SystemOut") // It is a program.
    public static void main(String[] arguments) {
      ScriptedConnector connector =
          new ScriptedConnector((request, out) -> send(arguments[0], request, out), EVENT);
      SyncReport report =
          new SyncRunner(connector, connector.configuration(), new SlowDestination()).run();
      System.out.println(report.verdict());
      System.exit(report.exitCode());
    }

    static SyncResult send(String how, SyncRequest request, OperationSink out)
        throws InterruptedException {
      State state = request.state();
      boolean sparse = how.equals("one-row-of-each-page");
      for (int number = 1; number <= PAGES; number++) {
        List<? extends Row> rows = page(number).rows("/data");
        for (Row row : sparse ? rows.subList(0, 1) : rows) {
          out.upsert(EVENT.name(), row);
        }
        state = state.with(EVENT.name(), Cursor.of("page", Integer.toString(number)));
        if (!how.equals("one-checkpoint") || number == PAGES) {
          out.checkpoint(state);
        }
      }
      return SyncResult.complete();
    }

    static Page page(int number) {
      StringBuilder page = new StringBuilder("{\"data\":[");
      for (int i = 0; i < PAGE_SIZE; i++) {
        String head = "{\"id\":" + (number * PAGE_SIZE + i) + ",\"text\":\"";
        page.append(i == 0 ? "" : ",")
            .append(head)
            .append("x".repeat(300 - head.length() - 2))
            .append("\"}");
      }
      return Page.of(page.append("]}").toString());
    }
  }

  /** Slower than the source, so that everything that can pile up does. */
  private static final class SlowDestination implements Destination {

    @Override
    public Optional<View> view() {
      return Optional.empty();
    }

    @Override
    public Session begin(SessionRequest request) {
      return new Session() {
        @Override
        public Optional<String> state() {
          return Optional.empty();
        }

        @Override
        public Set<TableName> inspect(Schema selection) {
          return Set.of();
        }

        @Override
        public void declare(Table table) {}

        @Override
        public void write(Batch batch) {
          LockSupport.parkNanos(batch.operations().size() * 2_000L);
          for (var operation : batch.operations()) {
            try {
              operation.findRow().orElseThrow().writeTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException impossible) {
              throw new java.io.UncheckedIOException(impossible);
            }
          }
        }

        @Override
        public Map<String, TableChanges> commit(String state, RunRecord run) {
          return Map.of();
        }

        @Override
        public Map<String, TableChanges> finish(RunRecord run) {
          return Map.of();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Optional<String> state(String pipeline) {
      return Optional.empty();
    }

    @Override
    public void replaceState(String pipeline, Optional<String> state) {}

    @Override
    public List<RunRecord> runs() {
      return List.of();
    }
  }
}
