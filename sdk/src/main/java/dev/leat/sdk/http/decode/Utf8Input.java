package dev.leat.sdk.http.decode;

import dev.leat.sdk.http.Decoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as UTF-8. For one thread. */
final class Utf8Input extends InputStream {

  private static final int PIECE = 8 * 1024;

  private final Reader reader;
  private final char[] characters = new char[PIECE + 1];
  private byte[] bytes = new byte[0];
  private int at;

  Utf8Input(Reader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    return at < bytes.length || fill() ? bytes[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (at == bytes.length && !fill()) {
      return -1;
    }
    int count = Math.min(most, bytes.length - at);
    System.arraycopy(bytes, at, into, from, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    try {
      int count = reader.read(characters, 0, PIECE);
      if (count < 0) {
        return false;
      }
      // Half a character is none.
      if (Character.isHighSurrogate(characters[count - 1])) {
        int low = reader.read();
        if (low >= 0) {
          characters[count++] = (char) low;
        }
      }
      var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters, 0, count));
      bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      at = 0;
      return true;
    } catch (CharacterCodingException e) {
      throw new Decoder.MalformedException("its text is not in the encoding that it should be in");
    }
  }
}
