package dev.leat.sdk.http.decode;

import dev.leat.sdk.http.Decoder;
import dev.leat.sdk.internal.json.JsonScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** One JSON value a line. Stateless. */
final class JsonLines implements Decoder {

  @Override
  public void decode(InputStream body, Output out) throws IOException, InterruptedException {
    LineInput lines = new LineInput(body, out.largest());
    for (Optional<byte[]> next = lines.next(); next.isPresent(); next = lines.next()) {
      byte[] line = lines.number() == 1 ? withoutMark(next.get()) : next.get();
      int from = JsonScanner.skipBlanks(line, 0, line.length);
      if (from == line.length) {
        continue;
      }
      int end = JsonScanner.value(line, from, line.length);
      if (end < 0 || JsonScanner.skipBlanks(line, end, line.length) < line.length) {
        throw new MalformedException("its line " + lines.number() + " is not one JSON value");
      }
      out.row(Arrays.copyOfRange(line, from, end));
    }
  }

  private static byte[] withoutMark(byte[] line) {
    boolean marked =
        line.length >= 3
            && line[0] == (byte) 0xEF
            && line[1] == (byte) 0xBB
            && line[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
  }
}
