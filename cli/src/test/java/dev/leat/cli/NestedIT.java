package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code leat sync --nested tables}, from a process that prints lists to the tables they become.
 */
class NestedIT {

  private static final String CONNECTOR =
      """
      import json, sys
      ORDER = {"name": "order", "primary_key": ["id"], "columns": []}
      def say(type, /, **fields): print(json.dumps({"type": type, **fields}), flush=True)
      if sys.argv[1] == "spec":
          say("spec", connector="shop", version="1", documentation="https://example.com", configuration={})
      elif sys.argv[1] == "discover":
          say("catalog", tables=[ORDER])
      elif sys.argv[1] == "read":
          day = 2 if json.load(open(sys.argv[sys.argv.index("--state") + 1])).get("tables") else 1
          say("hello", protocol=1, connector="shop", version="1")
          say("schema", table=ORDER)
          say("upsert", table="order", row={"id": 1, "items": [{"sku": "a", "qty": day}, {"sku": "b"}][:3 - day]})
          say("upsert", table="order", row={"id": day + 1, "items": [{"sku": "c"}]})
          say("checkpoint", state={"tables": {"order": {"day": day}}})
          say("end", result="complete")
      """;

  @TempDir Path folder;

  @Test
  void listsBecomeTablesAndFollowTheirRows() throws Exception {
    Files.writeString(folder.resolve("shop.py"), CONNECTOR);
    Files.writeString(folder.resolve("none.json"), "{}");

    assertThat(items("--nested", "tables")).containsExactly("1|0|a|1", "1|1|b|null", "2|0|c|null");
    assertThat(items()).containsExactly("1|0|a|2", "2|0|c|null", "3|0|c|null");
  }

  @Test
  void filesOfRowsHaveNoChildTables() throws Exception {
    Files.writeString(folder.resolve("shop.py"), CONNECTOR);
    Files.writeString(folder.resolve("none.json"), "{}");

    LeatProcess.Ended ended = sync("--nested", "tables", "--destination", "jsonl:out");

    assertThat(ended.exitCode()).as(ended.all()).isEqualTo(10);
    assertThat(ended.all()).contains("sync without --nested tables").doesNotContain("\tat ");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private List<String> items(String... options) throws Exception {
    LeatProcess.Ended ended = sync(options);
    assertThat(ended.exitCode()).as(ended.all()).isZero();
    List<String> items = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("leat.duckdb"));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT _leat_parent_id || '|' || _leat_index || '|' || sku || '|' ||"
                    + " coalesce(CAST(qty AS VARCHAR), 'null') FROM shop.order__items ORDER BY"
                    + " 1")) {
      while (row.next()) {
        items.add(row.getString(1));
      }
    }
    return items;
  }

  private LeatProcess.Ended sync(String... options) throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("sync", "--command", "python3 shop.py", "--config", "none.json"));
    arguments.addAll(List.of(options));
    return LeatProcess.in(folder).run(arguments.toArray(String[]::new));
  }
}
