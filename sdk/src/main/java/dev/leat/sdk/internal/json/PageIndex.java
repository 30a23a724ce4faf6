package dev.leat.sdk.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.base.Utf8;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where everything outside the rows of a page stands, from one scan. Immutable. */
public final class PageIndex {

  /** No document at all: no value stands anywhere, and no row. */
  public static final PageIndex NOTHING = new PageIndex(new byte[0], Map.of());

  private static final int SHOWN = 80;

  private final byte[] body;
  private final Map<String, PageScan.Place> places;

  private PageIndex(byte[] body, Map<String, PageScan.Place> places) {
    this.body = body;
    this.places = places;
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
    return new PageIndex(json, scan.places());
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

  /** See {@link dev.leat.sdk.row.Page#rows}. */
  public List<JsonRow> rows(String pointer) {
    if (body.length == 0) {
      return List.of();
    }
    PageScan.Place place = places.get(pointer);
    if (place == null) {
      throw new SourceDataException(
          "The answer has nothing at \""
              + pointer
              + "\": it has "
              + places.keySet().stream().filter(each -> !each.isEmpty()).limit(20).toList());
    }
    if (body[place.from()] == 'n') {
      return List.of();
    }
    if (place.rows().isEmpty()) {
      throw new SourceDataException(
          "The answer has no list of objects at \""
              + pointer
              + "\": "
              + start(java.util.Arrays.copyOfRange(body, place.from(), place.to())));
    }
    return place.rows().get();
  }

  /** See {@link dev.leat.sdk.row.Page#text}. */
  public Optional<String> text(String pointer) {
    PageScan.Place place = places.get(pointer);
    return place == null ? Optional.empty() : JsonObjects.decode(body, place.from(), place.to());
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
    return marked ? java.util.Arrays.copyOfRange(body, 3, body.length) : body;
  }

  private static String start(byte[] json) {
    String text = new String(json, 0, Math.min(json.length, SHOWN), StandardCharsets.UTF_8);
    return "it starts with \"" + text.replaceAll("\\p{Cntrl}", " ").strip() + "\"";
  }
}
