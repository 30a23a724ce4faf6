package dev.leat.benchmarks.limit;

import dev.leat.benchmarks.RowMaker;
import dev.leat.benchmarks.Shape;
import dev.leat.benchmarks.Variant;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file of rows, one JSON object a line: what a sync of a variant has to load. */
public final class RowFile {

  private RowFile() {}

  /**
   * Writes.
   *
   * @param arguments the file; the variant, of which only changed rows are written unless it is the
   *     first; how many rows the table has
   */
  public static void main(String[] arguments) throws IOException {
    Variant variant = Variant.named(arguments[1]);
    int rows = Integer.parseInt(arguments[2]);
    RowMaker maker = new RowMaker(Shape.USER);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])), 1 << 20)) {
      for (int i = 0; i < rows; i++) {
        Variant.Place place = variant.at(i, rows);
        if (variant == Variant.FIRST || place.version() > 0) {
          out.write(maker.row(place));
          out.write('\n');
        }
      }
    }
  }
}
