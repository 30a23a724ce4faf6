package dev.leat.testkit;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/** A connector without a network: five cities, two a page. Breaks the laws that it is told to. */
final class CitiesConnector implements Connector {

  /** A law to break. */
  enum Defect {
    CHECKPOINTS_BEFORE_THE_ROWS,
    LEAVES_ROWS_UNCLAIMED,
    SKIPS_A_ROW_ON_RESUME,
    SENDS_UNDECLARED_TABLES,
    LEAVES_OUT_THE_KEY,
    SWALLOWS_INTERRUPTS,
    FAILS_CHECK_WITH_A_DEFECT,
    MOVES_ITS_STATE_EVERY_TIME,
    IGNORES_THE_SELECTION,
    PUTS_THE_SECRET_INTO_ROWS,
    COMES_BACK_TOO_EARLY,
    TAKES_A_REFUSAL_FOR_A_DEFECT,
    TAKES_A_REFUSAL_FOR_THE_END,
    SHOWS_ITS_KEY,
    STARTS_OVER_FROM_A_STATE_IT_KNOWS,
    CHECKS_WITHOUT_ASKING,
    READS_RIVERS_ONLY_BESIDE_CITIES
  }

  static final Setting<String> KEY = Setting.secret("api_key", "Starts with open-");
  private static final Table CITIES = Table.named("city").key("id");
  private static final Table RIVERS = Table.named("river").key("id");
  private static final int ROWS = 5;

  private final Set<Defect> defects;
  private final Set<String> starts = new HashSet<>();
  private boolean refusing;

  CitiesConnector(Defect... defects) {
    this.defects = Set.of(defects);
  }

  /** The next page is refused. */
  void refuseOnce() {
    refusing = true;
  }

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("cities", "1", URI.create("https://example.com/cities"));
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return ConfigurationSpec.of(
        defects.contains(Defect.SHOWS_ITS_KEY)
            ? Setting.text("api_key", "Starts with open-")
            : KEY);
  }

  @Override
  public Schema discover(Configuration configuration) {
    if (!configuration.value(KEY).startsWith("open-")) {
      if (defects.contains(Defect.FAILS_CHECK_WITH_A_DEFECT)) {
        throw new IllegalStateException("401");
      }
      throw new ConfigurationException("The source refuses api_key: ask for a new one");
    }
    return Schema.of(CITIES, RIVERS);
  }

  @Override
  public void check(Configuration configuration) {
    discover(configuration);
    if (refusing && !defects.contains(Defect.CHECKS_WITHOUT_ASKING)) {
      refusing = false;
      throw new SourceUnavailableException("The source is busy: check again later");
    }
  }

  private boolean isRead(Table table, Schema selection) {
    if (defects.contains(Defect.READS_RIVERS_ONLY_BESIDE_CITIES)
        && !selection.contains(CITIES.name())) {
      return false;
    }
    return selection.contains(table.name()) || defects.contains(Defect.IGNORES_THE_SELECTION);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    State state = request.state();
    for (Table table : Schema.of(CITIES, RIVERS).tables()) {
      if (isRead(table, request.selection())) {
        try {
          state = read(table, state, out);
        } catch (InterruptedException e) {
          if (!defects.contains(Defect.SWALLOWS_INTERRUPTS)) {
            throw e;
          }
        }
      }
    }
    return SyncResult.complete();
  }

  private State read(Table table, State start, OperationSink out) throws InterruptedException {
    State state = start;
    String name = defects.contains(Defect.PUTS_THE_SECRET_INTO_ROWS) ? "open-sesame-4711" : "N";
    int after =
        state
            .cursor(table.name())
            .map(each -> Integer.parseInt(each.text("id").orElseThrow()))
            .orElse(0);
    if (after > 0 && after < ROWS && defects.contains(Defect.SKIPS_A_ROW_ON_RESUME)) {
      after++;
    }
    if (defects.contains(Defect.MOVES_ITS_STATE_EVERY_TIME)) {
      out.checkpoint(state.with(table.name(), Cursor.of("id", "0").with("run", state.json())));
    }
    if (after == ROWS
        && defects.contains(Defect.STARTS_OVER_FROM_A_STATE_IT_KNOWS)
        && !starts.add(table.name() + start.json())) {
      after = 0;
    }
    for (int page = after; page < ROWS; page += 2) {
      if (refused()) {
        return state;
      }
      int last = Math.min(page + 2, ROWS);
      state = state.with(table.name(), Cursor.of("id", Integer.toString(last)));
      if (defects.contains(Defect.CHECKPOINTS_BEFORE_THE_ROWS)) {
        out.checkpoint(state);
      }
      for (int id = page + 1; id <= last; id++) {
        String key = defects.contains(Defect.LEAVES_OUT_THE_KEY) ? "number" : "id";
        out.upsert(
            defects.contains(Defect.SENDS_UNDECLARED_TABLES)
                ? Table.named("x").name()
                : table.name(),
            FieldRow.of(key, id).with("name", name + id));
      }
      if (!defects.contains(Defect.LEAVES_ROWS_UNCLAIMED) || last < ROWS) {
        out.checkpoint(state);
      }
    }
    return state;
  }

  /** Whether a refusal ends the table. */
  private boolean refused() {
    boolean refused = refusing;
    refusing = false;
    if (!refused || defects.contains(Defect.COMES_BACK_TOO_EARLY)) {
      return false;
    }
    if (defects.contains(Defect.TAKES_A_REFUSAL_FOR_A_DEFECT)) {
      throw new IllegalStateException("429");
    }
    if (!defects.contains(Defect.TAKES_A_REFUSAL_FOR_THE_END)) {
      throw new SourceUnavailableException("The source is busy: sync again later");
    }
    return true;
  }
}
