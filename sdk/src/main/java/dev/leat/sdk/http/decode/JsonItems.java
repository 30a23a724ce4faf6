package dev.leat.sdk.http.decode;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.leat.sdk.http.Decoder;
import dev.leat.sdk.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The elements of a list in a document of any size, as the bytes that were sent. Immutable. */
final class JsonItems implements Decoder {

  private final String pointer;
  private final JsonPointer place;

  JsonItems(String pointer) {
    this.pointer = pointer;
    this.place = JsonPointer.compile(pointer);
  }

  @Override
  public void decode(InputStream body, Output out) throws IOException, InterruptedException {
    Kept kept = new Kept(body, out.largest());
    try (JsonParser parser = Json.PAGES.createParser(kept)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (parser.nextToken() == null) {
        throw new MalformedException("it is empty where JSON was expected");
      }
      boolean found = find(parser, place, kept, out);
      if (!found) {
        throw new MalformedException("it has nothing at \"" + pointer + "\"");
      }
      if (parser.nextToken() != null) {
        throw new MalformedException("it has more than one JSON document in it");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedException("it is not JSON, or is cut: " + Json.where(e));
    }
  }

  @Override
  public String accepts() {
    return "application/json";
  }

  /** Reads the value that begins here to its end. */
  private boolean find(JsonParser parser, JsonPointer rest, Kept kept, Output out)
      throws IOException, InterruptedException {
    if (rest.matches()) {
      items(parser, kept, out);
      return true;
    }
    boolean found = false;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        boolean leads = parser.currentName().equals(rest.getMatchingProperty());
        parser.nextToken();
        found |= leads && find(parser, rest.tail(), kept, out);
        skip(parser, leads, kept);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        boolean leads = i == rest.getMatchingIndex();
        found |= leads && find(parser, rest.tail(), kept, out);
        skip(parser, leads, kept);
      }
    }
    return found;
  }

  private static void skip(JsonParser parser, boolean wasRead, Kept kept) throws IOException {
    if (!wasRead) {
      kept.release();
      parser.skipChildren();
    }
  }

  private void items(JsonParser parser, Kept kept, Output out)
      throws IOException, InterruptedException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedException("it has no list at \"" + pointer + "\"");
    }
    kept.keepFrom(offset(parser.currentLocation()));
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      long from = offset(parser.currentTokenLocation());
      parser.skipChildren();
      parser.finishToken();
      long end = offset(parser.currentLocation());
      out.row(kept.bytes(from, end));
      // Already here: a number that begins at the end of a piece is read with the next one.
      kept.keepFrom(end);
    }
    kept.release();
  }

  private static long offset(JsonLocation location) throws MalformedException {
    long offset = location.getByteOffset();
    if (offset < 0) {
      throw new MalformedException("it is not UTF-8, which JSON must be");
    }
    return offset;
  }

  /** Keeps the bytes that a parser has taken ahead, from some place on. */
  private static final class Kept extends InputStream {

    private static final int LITTLE = 64 * 1024;

    private final InputStream in;
    private final int most;
    private byte[] bytes = new byte[LITTLE];
    private int length;
    private long start;
    private long wanted = Long.MAX_VALUE;

    Kept(InputStream in, int most) {
      this.in = in;
      this.most = most;
    }

    /** What stands from there on is asked for later. */
    void keepFrom(long offset) {
      wanted = offset;
    }

    /** Nothing that has passed is asked for. */
    void release() {
      wanted = Long.MAX_VALUE;
    }

    byte[] bytes(long from, long to) {
      return Arrays.copyOfRange(bytes, (int) (from - start), (int) (to - start));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      int read = in.read(into, from, count);
      if (read > 0) {
        forget();
        if (length + read > bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + read));
        }
        System.arraycopy(into, from, bytes, length, read);
        length += read;
      }
      return read;
    }

    /** A parser asks for more only when it has taken in all that it had. */
    private void forget() throws MalformedException {
      long end = start + length;
      int drop = (int) (Math.min(wanted, end) - start);
      if (drop > 0) {
        System.arraycopy(bytes, drop, bytes, 0, length - drop);
        length -= drop;
        start += drop;
      }
      if (length > most) {
        throw new MalformedException("an element of it is larger than " + most + " bytes");
      }
    }
  }
}
