package dev.leat.sdk.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.base.Utf8;
import dev.leat.sdk.error.SourceDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where everything outside the rows of a page stands, from one scan. Immutable. */
public final class PageIndex {

  private static final int SHOWN = 80;
  private static final int MOST_LISTED = 20;

  private final byte[] body;
  private final PageScan scan;

  private PageIndex(byte[] body, PageScan scan) {
    this.body = body;
    this.scan = scan;
  }

  /**
   * Scans a document.
   *
   * @throws SourceDataException if the body is empty, not UTF-8, or not one JSON document
   */
  public static PageIndex of(byte[] body) {
    byte[] json = withoutByteOrderMark(body);
    PageScan scan = new PageScan(json);
    if (!scan.isWhole()) {
      requireDocument(json);
      // Not earlier: within a string a raw line break is an error, and must stay one.
      JsonObjects.breaksToSpaces(json, json.length);
      scan = new PageScan(json);
      if (!scan.isWhole()) {
        throw new SourceDataException("The answer is not JSON; " + start(json));
      }
    }
    return new PageIndex(json, scan);
  }

  /** Says what is wrong with a page; line breaks between tokens are not. */
  private static void requireDocument(byte[] json) {
    if (!Utf8.isWellFormed(json) || JsonObjects.isUtf16Or32(json)) {
      throw new SourceDataException(
          "The answer is not UTF-8, which JSON must be: ask the source for UTF-8; " + start(json));
    }
    try (JsonParser parser = Json.PAGES.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new SourceDataException("The answer is empty where JSON was expected");
      }
      parser.skipChildren();
      parser.finishToken();
      if (parser.nextToken() != null) {
        throw new SourceDataException("The answer has more than one JSON document in it");
      }
    } catch (JsonProcessingException e) {
      throw new SourceDataException(
          "The answer is not JSON, or is cut: " + Json.where(e) + "; " + start(json), e);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Where a value outside arrays starts.
   *
   * @return -1 if nothing stands there
   * @throws SourceDataException if a key on the way to it stands twice
   */
  public int find(String pointer) {
    if (!scan.ambiguous().isEmpty() || !scan.crowded().isEmpty()) {
      return search(pointer);
    }
    PageScan.Place place = scan.places().get(pointer);
    return place == null ? -1 : place.from();
  }

  /** The elements of the array that stands there; empty unless they were noted by the scan. */
  public Optional<Elements> elements(String pointer) {
    PageScan.Place place = scan.places().get(pointer);
    return place == null ? Optional.empty() : place.elements();
  }

  /**
   * The text of a value outside arrays.
   *
   * @return empty if nothing or null stands there
   * @throws SourceDataException as {@link #find} does
   */
  public Optional<String> text(String pointer) {
    int value = find(pointer);
    return value < 0
        ? Optional.empty()
        : JsonObjects.decode(body, value, JsonObjects.endOfValue(body, value));
  }

  /** Where there are values outside arrays: the first pointers of the document, in its order. */
  public List<String> pointers() {
    return scan.places().keySet().stream()
        .filter(each -> !each.isEmpty())
        .limit(MOST_LISTED)
        .toList();
  }

  /** The document. Not to be changed. */
  public byte[] body() {
    return body;
  }

  /** Step by step, for what one scan has not noted or has found twice. */
  private int search(String pointer) {
    if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
      return -1;
    }
    int value = JsonObjects.skipBlanks(body, 0);
    StringBuilder walked = new StringBuilder();
    for (String key : Pointers.keys(pointer)) {
      walked.append('/').append(Pointers.step(key));
      value = body[value] == '{' ? onlyMember(value, key, walked) : -1;
      if (value < 0) {
        return -1;
      }
    }
    return value;
  }

  private int onlyMember(int brace, String name, CharSequence walked) {
    int value = JsonObjects.onlyMember(body, brace, name);
    if (value == JsonObjects.TWICE) {
      throw twice(walked);
    }
    return value;
  }

  /** The failure of a page in which a key stands twice. */
  public static SourceDataException twice(CharSequence pointer) {
    return new SourceDataException(
        "The answer has two values at \""
            + pointer
            + "\", and nothing says which of them counts: ask the source for an answer without"
            + " keys that stand twice");
  }

  /** How many bytes the document has. */
  public int size() {
    return body.length;
  }

  private static byte[] withoutByteOrderMark(byte[] body) {
    boolean marked =
        body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
  }

  private static String start(byte[] json) {
    return start(json, 0, json.length);
  }

  /** The words "it starts with" and the first characters of those bytes. */
  public static String start(byte[] json, int from, int to) {
    String text = new String(json, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
    return "it starts with \"" + text.replaceAll("\\p{Cntrl}", " ").strip() + "\"";
  }
}
