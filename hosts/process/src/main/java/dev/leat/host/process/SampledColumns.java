package dev.leat.host.process;

import dev.leat.sdk.Connector;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.contract.SupervisedSync;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.row.RowSample;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Declares the columns of tables that a connector leaves open, from their first rows: platforms
 * store declared columns only, so a table without any would arrive empty.
 */
public final class SampledColumns {

  private static final int ROWS = 100;

  private final Connector connector;
  private final Configuration configuration;
  private final Clock clock;

  /** Ends a sync once enough rows are there. */
  private static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnoughException() {
      super("Enough rows", null, false, false);
    }
  }

  /** Samples by this connector, with these settings. */
  public SampledColumns(Connector connector, Configuration configuration, Clock clock) {
    this.connector = connector;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * The schema with every table's columns declared. A table that declares more than its key and the
   * column of its version, or is empty, stays as it is.
   *
   * @throws dev.leat.sdk.error.ConnectorException if a table must be asked and cannot be
   */
  public Schema of(Schema schema) throws InterruptedException {
    List<Table> tables = new ArrayList<>();
    for (Table table : schema.tables()) {
      tables.add(isOpen(table) ? RowSample.of(firstRows(table)).completed(table) : table);
    }
    return new Schema(tables);
  }

  private static boolean isOpen(Table table) {
    return table.columns().stream()
        .map(Column::name)
        .allMatch(
            each ->
                table.primaryKey().contains(each)
                    || table.versionColumn().equals(Optional.of(each)));
  }

  private List<Row> firstRows(Table table) throws InterruptedException {
    List<Row> rows = new ArrayList<>();
    StateOwner owner = StateOwner.of(connector.info().name(), configuration.identity());
    SyncRequest request =
        SyncRequest.of(configuration, Schema.of(table), State.empty(owner), clock);
    try {
      SyncResult ended =
          SupervisedSync.of(connector, request)
              .run(
                  operation -> {
                    if (operation instanceof Operation.Upsert upsert) {
                      rows.add(upsert.row());
                    }
                    if (rows.size() == ROWS) {
                      throw new EnoughException();
                    }
                  });
      // Whether rows were missed does not matter to their columns.
      return ended.isComplete() ? rows : List.copyOf(rows);
    } catch (EnoughException enough) {
      return rows;
    }
  }
}
