package dev.leat.sdk.protocol.wire;

import dev.leat.sdk.Operation;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Everything that a connector may say, in an order that a seed decides. */
final class RandomOperations {

  static final Table[] TABLES = {
    Lines.USERS,
    Table.named("Bestellungen \"ä\\ö\" \uD83D\uDE00").key("a", "b"),
    Table.named("log").disposition(Disposition.APPEND),
    Table.named("rates").column("rate", DataType.decimal(38, 9)).disposition(Disposition.REPLACE)
  };

  private static final String[] TEXTS = {
    "",
    "plain",
    "quote \" backslash \\ slash /",
    "tab\tbreak\r\nnul\u0000",
    "ünï\u2028cödé",
    "\uD83D\uDE00 emoji",
    "{\"type\":\"end\"}",
    "\u007f\u0080\u07ff\u0800\uffff"
  };

  private final Random random;
  private int longest = 40_000;
  private State state = State.empty(Lines.OWNER);

  RandomOperations(long seed) {
    this.random = new Random(seed);
  }

  /** At least one operation; rows are claimed by a checkpoint at the end. */
  List<Operation> next(int most) {
    List<Operation> operations = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      operations.add(operation());
    }
    operations.add(checkpoint());
    return operations;
  }

  /** Like {@link #next}, without texts so long that a test of every byte takes minutes. */
  List<Operation> nextSmall(int most) {
    longest = 1;
    return next(most);
  }

  private Operation operation() {
    TableName table = TABLES[random.nextInt(TABLES.length)].name();
    return switch (random.nextInt(13)) {
      case 0 -> checkpoint();
      case 1 -> new Operation.Warning(text());
      case 2 ->
          new Operation.Progress(
              table,
              random.nextInt(5),
              random.nextInt(5),
              Duration.ofMillis(random.nextInt(5_000)));
      case 3 -> new Operation.SchemaChange(TABLES[random.nextInt(TABLES.length)]);
      case 4 -> new Operation.Truncate(table, before());
      case 5 -> new Operation.Delete(table, row());
      case 6, 7 -> new Operation.Update(table, row());
      case 8 -> new Operation.SetAside(table, text(), "its key \"id\" is missing" + text());
      default -> new Operation.Upsert(table, row());
    };
  }

  private Operation checkpoint() {
    state =
        state.with(
            TABLES[random.nextInt(TABLES.length)].name(),
            Cursor.of("after", text()).with("parts", List.of(Cursor.of("id", text()))));
    return new Operation.Checkpoint(state);
  }

  private Optional<Instant> before() {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
  }

  private Row row() {
    if (random.nextInt(3) == 0) {
      return FieldRow.of(text(), value(0)).with("id", random.nextLong()).with("n", value(0));
    }
    String json = FieldRow.of("id", random.nextInt()).with("v", value(0)).json();
    String spaced = random.nextBoolean() ? json : json.replace(":", " :\t").replace(",", " , ");
    byte[] page = ("[" + (isText(json) ? json : spaced) + "]").getBytes(StandardCharsets.UTF_8);
    return JsonRow.slice(page, 1, page.length - 2);
  }

  private static boolean isText(String json) {
    return json.contains("\\") || json.contains("type");
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 8)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> new BigInteger(160, random);
      case 3 -> new BigDecimal(new BigInteger(130, random), random.nextInt(60) - 10);
      case 4 -> random.nextGaussian();
      case 5 -> text();
      case 6 -> List.of(text(), value(depth + 1) instanceof String s ? s : "x");
      default -> FieldRow.of(text(), value(depth + 1)).with("z", value(depth + 1)).fields();
    };
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)].repeat(random.nextInt(200) == 0 ? longest : 1);
  }
}
