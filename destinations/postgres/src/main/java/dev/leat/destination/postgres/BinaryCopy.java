package dev.leat.destination.postgres;

import dev.leat.destination.sql.BulkLoad;
import dev.leat.destination.sql.RowBlock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Loads rows by {@code COPY ... (FORMAT binary)}: texts go as they are. For use by one thread. */
final class BinaryCopy implements BulkLoad {

  private static final int BUFFER = 64 << 10;

  /** The most that is put at once besides a text. */
  private static final int ROOM = 64;

  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int NOTHING = -1;
  private static final short END = -1;

  private final Supplier<Connection> connection;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

  /**
   * @param connection the one that is open now
   */
  BinaryCopy(Supplier<Connection> connection) {
    this.connection = connection;
  }

  @Override
  public void append(String table, RowBlock block) throws SQLException {
    CopyIn copy =
        connection
            .get()
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
    try {
      buffer.clear();
      buffer.put(SIGNATURE).putInt(0).putInt(0);
      send(block, copy);
      room(copy).putShort(END);
      flush(copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void send(RowBlock block, CopyIn copy) throws SQLException {
    long[][] numbers = new long[block.numberColumns()][];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = block.numbers(i);
    }
    byte[][][] texts = new byte[block.textColumns()][][];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = block.texts(i);
    }
    short fields = (short) (numbers.length + texts.length);
    for (int row = 0; row < block.rows(); row++) {
      room(copy).putShort(fields);
      for (long[] column : numbers) {
        room(copy).putInt(Long.BYTES).putLong(column[row]);
      }
      for (byte[][] column : texts) {
        put(column[row], copy);
      }
    }
  }

  private void put(byte[] text, CopyIn copy) throws SQLException {
    if (text == null) {
      room(copy).putInt(NOTHING);
      return;
    }
    room(copy).putInt(text.length);
    if (text.length > buffer.remaining()) {
      flush(copy);
    }
    if (text.length > buffer.remaining()) {
      copy.writeToCopy(text, 0, text.length);
    } else {
      buffer.put(text);
    }
  }

  private ByteBuffer room(CopyIn copy) throws SQLException {
    if (buffer.remaining() < ROOM) {
      flush(copy);
    }
    return buffer;
  }

  private void flush(CopyIn copy) throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
