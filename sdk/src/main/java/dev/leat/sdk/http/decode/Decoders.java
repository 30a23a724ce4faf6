package dev.leat.sdk.http.decode;

import dev.leat.sdk.http.Decoder;
import dev.leat.sdk.http.transport.GzipMembers;
import dev.leat.sdk.http.transport.LimitedInput;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.zip.ZipInputStream;

/** The forms that sources send rows in. All are stateless. */
public final class Decoders {

  private Decoders() {}

  /** One JSON value a line, each a row; blank lines are passed over. */
  public static Decoder jsonLines() {
    return new JsonLines();
  }

  /**
   * The elements of a list within one JSON document of any size, each a row. The rest of the
   * document is not kept.
   *
   * @param pointer where the list stands, for example {@code /data/items}; empty if the document is
   *     the list. Null in its place is an empty list, nothing there is a broken answer
   */
  public static Decoder jsonItems(String pointer) {
    return new JsonItems(pointer);
  }

  /**
   * One row for each line of text, whatever it says.
   *
   * @param field the field of the row that holds the line
   */
  public static Decoder lines(String field) {
    return new TextLines(field);
  }

  /**
   * One XML document as JSON: an element is an object of its attributes ({@code @name}) and
   * elements, its text stands at {@code #text}, or alone if there is nothing else; elements of one
   * name are a list. Document types and entities of its own are refused.
   */
  public static Decoder xml() {
    return new XmlDocument();
  }

  /** What the decoder makes of gzip, all its members in turn; of what is not packed, as it is. */
  public static Decoder gzip(Decoder inner) {
    return (body, out) -> {
      PushbackInputStream packed = new PushbackInputStream(new BufferedInputStream(body), 2);
      byte[] start = packed.readNBytes(2);
      packed.unread(start);
      if (!GzipMembers.isGzip(start)) {
        inner.decode(packed, out);
        return;
      }
      inner.decode(new GzipMembers(packed), out);
    };
  }

  /** What the decoder makes of each file in a zip, in the order of the archive. */
  public static Decoder zip(Decoder inner) {
    return (body, out) -> {
      ZipInputStream archive = new ZipInputStream(body);
      boolean isEmpty = true;
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        if (!entry.isDirectory()) {
          isEmpty = false;
          inner.decode(new Uncloseable(archive), out);
        }
      }
      if (isEmpty) {
        throw new Decoder.MalformedException("it is not a zip archive, or has no file in it");
      }
    };
  }

  /** What the decoder makes of text in another encoding than UTF-8. */
  public static Decoder inCharset(Charset charset, Decoder inner) {
    return (body, out) ->
        inner.decode(
            new Utf8Input(
                new InputStreamReader(
                    body,
                    charset
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))),
            out);
  }

  /** At most as many bytes as a document may have. */
  static InputStream document(InputStream body, Decoder.Output out) {
    return new LimitedInput(body, out.largest());
  }

  /** An entry of an archive, which continues after it. */
  private static final class Uncloseable extends FilterInputStream {

    Uncloseable(InputStream in) {
      super(in);
    }

    @Override
    public void close() throws IOException {
      // The archive is closed with the body.
    }
  }
}
