package dev.leat.sdk.http.decode;

import dev.leat.sdk.http.Decoder;
import dev.leat.sdk.internal.json.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** One row a line of text. Immutable. */
record TextLines(String field) implements Decoder {

  @Override
  public void decode(InputStream body, Output out) throws IOException, InterruptedException {
    LineInput lines = new LineInput(body, out.largest());
    for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
      try {
        String text =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.get())).toString();
        out.row(JsonValues.write(Map.of(field, text)));
      } catch (CharacterCodingException e) {
        throw new MalformedException("its line " + lines.number() + " is not UTF-8");
      }
    }
  }
}
