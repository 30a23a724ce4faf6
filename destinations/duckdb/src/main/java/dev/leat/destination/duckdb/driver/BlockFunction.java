package dev.leat.destination.duckdb.driver;

import dev.leat.destination.sql.BulkLoad;
import dev.leat.destination.sql.RowBlock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/** A table function that yields one block at a time. For use by one thread. */
final class BlockFunction
    implements BulkLoad, DuckDBTableFunction<RowBlock, BlockFunction.Position, Object> {

  /** Functions are known to the whole database, so each needs a name of its own. */
  private static final AtomicLong NAMES = new AtomicLong();

  private final Connection connection;
  private final String name;
  private RowBlock block;

  /** How many rows of a block have been read. */
  static final class Position {
    private int next;
  }

  BlockFunction(Connection connection) throws SQLException {
    this.connection = connection;
    this.name = "leat_block_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet();
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(name).withFunction(this).register(connection);
    }
  }

  @Override
  public void append(String table, RowBlock rows) throws SQLException {
    block = rows;
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO " + table + " SELECT * FROM " + name + "()");
    } finally {
      block = null;
    }
  }

  @Override
  public RowBlock bind(DuckDBTableFunctionBindInfo info) {
    for (int i = 0; i < block.numberColumns(); i++) {
      info.addResultColumn("n" + i, Long.class);
    }
    for (int i = 0; i < block.textColumns(); i++) {
      info.addResultColumn("c" + i, String.class);
    }
    return block;
  }

  @Override
  public Position init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return new Position();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
    RowBlock rows = info.getBindData();
    Position position = info.getInitData();
    int from = position.next;
    int count = (int) Math.min(out.capacity(), rows.rows() - from);
    for (int i = 0; i < rows.numberColumns(); i++) {
      DuckDBWritableVector vector = out.vector(i);
      long[] numbers = rows.numbers(i);
      for (int row = 0; row < count; row++) {
        vector.setLong(row, numbers[from + row]);
      }
    }
    for (int i = 0; i < rows.textColumns(); i++) {
      byte[][] texts = Arrays.copyOfRange(rows.texts(i), from, from + count);
      out.vector(rows.numberColumns() + (long) i).setStringUtf8Batch(0, texts);
    }
    position.next = from + count;
    return count;
  }
}
