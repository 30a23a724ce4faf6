package dev.leat.benchmarks.server;

import dev.leat.benchmarks.ContentDigest;
import dev.leat.benchmarks.RowMaker;
import dev.leat.benchmarks.Shape;
import dev.leat.benchmarks.Variant;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * All rows of the table as JSON, outside the heap, in the order of time. Rows of a block are joined
 * by commas, so that a page is a few slices. Immutable.
 *
 * @param variant what has changed
 * @param rows how many there are
 * @param blocks of {@value #BLOCK_ROWS} rows each; the last may have fewer
 * @param digest of all rows
 */
record RowStore(Variant variant, int rows, List<Block> blocks, String digest) {

  private static final int BLOCK_ROWS = 1_000;
  private static final int USUAL_ROW = 300;

  /**
   * Neighbouring rows.
   *
   * @param starts where each row begins, and behind the last where a next one would
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Block(ByteBuffer json, int[] starts) {

    /** The rows from one to before another, with commas between them and none at the end. */
    private ByteBuffer slice(int from, int to) {
      return json.slice(starts[from], starts[to] - 1 - starts[from]);
    }
  }

  static RowStore of(Shape shape, Variant variant, int rows) {
    int blocks = (rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
    LongAdder digest = new LongAdder();
    List<Block> made =
        IntStream.range(0, blocks)
            .parallel()
            .mapToObj(
                block -> {
                  RowMaker maker = new RowMaker(shape);
                  int first = block * BLOCK_ROWS;
                  Block rowsMade =
                      block(maker, variant, first, Math.min(BLOCK_ROWS, rows - first), rows);
                  digest.add(maker.digest().sum());
                  return rowsMade;
                })
            .toList();
    return new RowStore(variant, rows, made, ContentDigest.hex(digest.sum()));
  }

  private static Block block(RowMaker maker, Variant variant, int first, int count, int rows) {
    ByteArrayOutputStream json = new ByteArrayOutputStream(count * USUAL_ROW);
    int[] starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      json.writeBytes(maker.row(variant.at(first + i, rows)));
      json.write(',');
      starts[i + 1] = json.size();
    }
    return new Block(ByteBuffer.allocateDirect(json.size()).put(json.toByteArray()), starts);
  }

  /** The first place whose row has changed at {@code since} or later; {@link #rows} if none has. */
  int firstSince(Instant since) {
    int low = 0;
    int high = rows;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (variant.at(middle, rows).updatedAt().isBefore(since)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds the rows from one place to before another, joined by commas. */
  void addTo(List<ByteBuffer> parts, int from, int to) {
    for (int at = from; at < to; ) {
      int block = at / BLOCK_ROWS;
      int end = Math.min(to, (block + 1) * BLOCK_ROWS);
      if (at > from) {
        parts.add(ByteBuffer.wrap(new byte[] {','}));
      }
      parts.add(blocks.get(block).slice(at - block * BLOCK_ROWS, end - block * BLOCK_ROWS));
      at = end;
    }
  }
}
