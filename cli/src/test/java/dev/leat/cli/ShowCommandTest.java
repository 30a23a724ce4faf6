package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.SyncRunner;
import dev.leat.engine.destination.Destinations;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  @TempDir Path folder;
  private String file;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void syncThreeRows() {
    file = "duckdb:" + folder.resolve("leat.duckdb");
    Connector source = new People();
    assertThat(
            new SyncRunner(source, source.configurationSpec().parse("{}"), Destinations.at(file))
                .run()
                .exitCode())
        .isZero();
  }

  @Test
  void showsTheTablesFirst() {
    assertThat(show())
        .isEqualTo(
            """
            pipeline  source  table        rows  columns
            people    User    people.user     2        3
            """);
  }

  @Test
  void showsRowsOnOneLineEachWhateverStandsInThem() {
    assertThat(show("rows", "people.user").lines())
        .hasSize(3)
        .anyMatch(line -> line.matches(" *1  Ada +\\S.*"))
        .anyMatch(line -> line.contains(" [31mred and so on and so on and so o...  2026"))
        .noneMatch(line -> line.contains("\u001b"));
    assertThat(show("rows", "User", "--limit", "1").lines()).hasSize(2);
  }

  @Test
  void showsWholeValuesToPrograms() {
    assertThat(show("rows", "user", "--json").lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("{\"id\":1,\"full_name\":\"Ada\""))
        .anyMatch(line -> line.contains("\\u001B[31mred" + " and so on".repeat(9) + "\""));
  }

  @Test
  void showsWhichFieldFillsWhichColumn() {
    assertThat(show("schema", "user"))
        .isEqualTo(
            """
            source    column     type
            at        at         VARCHAR
            fullName  full_name  VARCHAR
            id        id         BIGINT
            """);
  }

  @Test
  void showsWhatWasSetAsideAndWhy() {
    assertThat(show("quarantine", "--json"))
        .contains("\"row_json\":\"{\\\"fullName\\\":\\\"nobody\\\"}\"")
        .contains("no value in its key column");
  }

  @Test
  void showsRunsWithTheirRows() {
    assertThat(show("runs", "--json").lines())
        .singleElement()
        .asString()
        .contains("\"pipeline\":\"people\"", "\"outcome\":\"complete\"", "\"rows\":3");
  }

  @Test
  void saysWhichTablesThereAre() {
    assertThat(run("show", "rows", "nobody", "--destination", file)).isEqualTo(10);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("There is no table nobody", "it has people.user");
    assertThat(run("show", "rows", "--destination", file)).isEqualTo(2);
  }

  @Test
  void saysThatThereIsNothingYet() {
    assertThat(run("show", "--destination", "duckdb:" + folder.resolve("no.duckdb"))).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("No sync has run into");
    assertThat(folder.resolve("no.duckdb")).doesNotExist();
  }

  private String show(String... arguments) {
    out.reset();
    List<String> all = new ArrayList<>(List.of("show"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--destination", file));
    assertThat(run(all.toArray(String[]::new))).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    Surroundings surroundings =
        new Surroundings(
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            folder,
            folder,
            Surroundings.Display.PLAIN,
            Clock.systemUTC());
    return Leat.commandLine(surroundings, arguments).execute(arguments);
  }

  /** Two rows, and one that is none. */
  private static final class People implements Connector {

    private static final Table USER = Table.named("User").key("id");

    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo("people", "1", URI.create("https://example.com"));
    }

    @Override
    public ConfigurationSpec configurationSpec() {
      return ConfigurationSpec.of();
    }

    @Override
    public Schema discover(Configuration configuration) {
      return Schema.of(USER);
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
      out.upsert(
          USER.name(), JsonRow.parse("{\"id\":1,\"fullName\":\"Ada\",\"at\":\"2026-01-31\"}"));
      out.upsert(
          USER.name(),
          JsonRow.parse(
              "{\"id\":2,\"fullName\":\"\\u001b[31mred"
                  + " and so on".repeat(9)
                  + "\",\"at\":\"2026-02-01\"}"));
      out.upsert(USER.name(), JsonRow.parse("{\"fullName\":\"nobody\"}"));
      out.checkpoint(request.state().with(USER.name(), Cursor.of("after", "2")));
      return SyncResult.complete();
    }
  }
}
