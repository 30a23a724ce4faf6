package dev.leat.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.sdk.Operation;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a server sends is a name or a value: never SQL, never a path. */
public abstract class InjectionBehaviour extends SqlBehaviour {

  private static final Table VICTIM = Table.named("victim").key("id");

  @BeforeEach
  void makeVictim() throws Exception {
    pipeline.sync(VICTIM, row("victim", "1"));
  }

  static List<String> corpus() {
    return List.of(
        "'",
        "''",
        "\"",
        "\"\"",
        "`",
        "\\",
        "\\'",
        "'); DROP TABLE people.victim; --",
        "\"; DROP TABLE people.victim; --",
        "victim\"; DELETE FROM people.victim; SELECT \"",
        "1; ATTACH 'evil.duckdb'; --",
        "'; COPY people.victim TO 'stolen.csv'; --",
        "' OR '1'='1",
        "${id}",
        "$1",
        "?",
        ":id",
        "%s%n%d",
        "{{7*7}}",
        "../../evil",
        "..\\..\\evil",
        "/etc/passwd",
        "C:\\evil",
        "CON",
        ".",
        "-- comment",
        "/* comment",
        "a\nb",
        "a\r\nb",
        "a\tb",
        "a\u0000b",
        "\u202Emitciv",
        "\u0432ictim",
        "VICTIM",
        "vi\u0301ctim",
        "\uD83D\uDE80",
        "n".repeat(300),
        "NULL",
        "NaN",
        "main.victim",
        "information_schema.tables",
        "_leat_state");
  }

  @Test
  void noValueIsEverPartOfAStatement() throws Exception {
    List<Operation> rows = new ArrayList<>();
    for (String value : corpus()) {
      rows.add(row("other", value));
    }
    Table other = Table.named("other").key("id");
    pipeline.sync(other, rows.toArray(Operation[]::new));

    List<String> held = corpus().stream().map(database::held).toList();
    assertThat(pipeline.query("SELECT id FROM people.other"))
        .containsExactlyInAnyOrderElementsOf(held);
    assertThat(pipeline.query("SELECT value FROM people.other"))
        .containsExactlyInAnyOrderElementsOf(held);
    pipeline.sync(
        other, corpus().stream().map(InjectionBehaviour::deletion).toArray(Operation[]::new));
    assertThat(pipeline.query("SELECT id FROM people.other")).isEmpty();
    nothingElseHappened(2);
  }

  @Test
  void noNameOfAColumnIsEverPartOfAStatement() throws Exception {
    FieldRow row = FieldRow.of("id", "1");
    List<String> expected = new ArrayList<>(List.of("1"));
    for (String name : corpus()) {
      // Numbered, since many of them come to the same name.
      row = row.with("c" + expected.size() + " " + name, "value");
      expected.add("value");
    }
    pipeline.sync(
        Table.named("other").key("id"), new Operation.Upsert(new TableName("other"), row));

    String columns =
        pipeline.types("other").stream()
            .map(column -> Sql.name(column.substring(0, column.lastIndexOf(' '))))
            .collect(Collectors.joining(", "));
    assertThat(pipeline.query("SELECT " + columns + " FROM people.other"))
        .containsExactly(String.join("|", expected));
    nothingElseHappened(2);
  }

  @Test
  void noNameOfATableIsEverPartOfAStatementOrAPath() throws Exception {
    int tables = 0;
    try (Session session = pipeline.begin()) {
      for (String name : corpus()) {
        String hostile = "t" + tables + " " + name;
        if (isRefused(hostile)) {
          continue;
        }
        session.declare(Table.named(hostile).key("id"));
        session.write(SqlPipeline.batch(row(hostile, "1")));
        tables++;
      }
      session.commit(SqlPipeline.state("victim"), pipeline.run(Outcome.RUNNING));
      session.finish(pipeline.run(Outcome.COMPLETE));
    }
    assertThat(tables).isGreaterThan(30);
    nothingElseHappened(tables + 1);
  }

  /** Control characters and three hundred letters are no name of a table, wherever it goes. */
  private static boolean isRefused(String name) {
    boolean unfit = name.length() > 200 || name.chars().anyMatch(Character::isISOControl);
    if (unfit) {
      assertThatThrownBy(() -> Table.named(name)).isInstanceOf(IllegalArgumentException.class);
    }
    return unfit;
  }

  private void nothingElseHappened(int tables) throws Exception {
    assertThat(pipeline.query("SELECT id FROM people.victim")).containsExactly("1");
    assertThat(pipeline.tables()).hasSize(tables);
    nothingElseIsThere();
  }

  /** Looks around the database for what hostile names and values may have made. */
  protected abstract void nothingElseIsThere() throws Exception;

  private static Operation row(String table, String value) {
    return new Operation.Upsert(
        new TableName(table), FieldRow.of("id", value).with("value", value));
  }

  private static Operation deletion(String key) {
    return new Operation.Delete(new TableName("other"), FieldRow.of("id", key));
  }
}
