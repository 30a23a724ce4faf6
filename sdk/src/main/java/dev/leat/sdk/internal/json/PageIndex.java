package dev.leat.sdk.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Utf8;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where everything outside the rows of a page stands, from one scan. Immutable. */
public final class PageIndex {

  private static final int SHOWN = 80;

  private final byte[] body;
  private final Map<String, Place> places;

  /** A value in the page: its bytes, and its elements if it is an array of objects. */
  private record Place(JsonToken kind, int from, int to, List<JsonRow> rows, boolean onlyObjects) {}

  private PageIndex(byte[] body, Map<String, Place> places) {
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
    if (!Utf8.isWellFormed(json) || JsonObjects.isUtf16Or32(json)) {
      throw new SourceDataException(
          "The answer is not UTF-8, which JSON must be: ask the source for UTF-8; " + start(json));
    }
    Map<String, Place> places = new LinkedHashMap<>();
    try (JsonParser parser = Json.PAGES.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new SourceDataException("The answer is empty where JSON was expected");
      }
      index(parser, "", json, places);
      if (parser.nextToken() != null) {
        throw new SourceDataException("The answer has more than one JSON document in it");
      }
    } catch (JsonProcessingException e) {
      throw new SourceDataException(
          "The answer is not JSON, or is cut: " + Json.where(e) + "; " + start(json), e);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    // Not earlier: within a string a raw line break is an error, and must stay one.
    JsonObjects.breaksToSpaces(json, json.length);
    return new PageIndex(json, places);
  }

  /** See {@link dev.leat.sdk.row.Page#rows}. */
  public List<JsonRow> rows(String pointer) {
    Place place = places.get(pointer);
    if (place == null) {
      throw new SourceDataException(
          "The answer has nothing at \""
              + pointer
              + "\": it has "
              + places.keySet().stream().filter(each -> !each.isEmpty()).limit(20).toList());
    }
    if (place.kind == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (place.kind != JsonToken.START_ARRAY || !place.onlyObjects) {
      throw new SourceDataException(
          "The answer has no list of objects at \""
              + pointer
              + "\": "
              + start(java.util.Arrays.copyOfRange(body, place.from, place.to)));
    }
    return place.rows;
  }

  /** See {@link dev.leat.sdk.row.Page#text}. */
  public Optional<String> text(String pointer) {
    Place place = places.get(pointer);
    return place == null ? Optional.empty() : JsonObjects.decode(body, place.from, place.to);
  }

  /** How many bytes the document has. */
  public int size() {
    return body.length;
  }

  private static void index(JsonParser parser, String at, byte[] json, Map<String, Place> places)
      throws IOException {
    JsonToken kind = parser.currentToken();
    int from = (int) parser.currentTokenLocation().getByteOffset();
    List<JsonRow> rows = List.of();
    boolean onlyObjects = false;
    if (kind == JsonToken.START_OBJECT) {
      places.put(at, new Place(kind, from, from, rows, false));
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String step = parser.currentName().replace("~", "~0").replace("/", "~1");
        parser.nextToken();
        String pointer = at + "/" + step;
        if (places.remove(pointer) != null) {
          places.keySet().removeIf(each -> each.startsWith(pointer + "/"));
        }
        index(parser, pointer, json, places);
      }
    } else if (kind == JsonToken.START_ARRAY) {
      rows = new ArrayList<>();
      onlyObjects = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        onlyObjects &= parser.currentToken() == JsonToken.START_OBJECT;
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (onlyObjects) {
          int end = (int) parser.currentLocation().getByteOffset();
          rows.add(JsonRow.slice(json, start, end - start));
        }
      }
    } else {
      parser.finishToken();
    }
    int to = (int) parser.currentLocation().getByteOffset();
    int end = kind.isScalarValue() ? JsonObjects.endOfValue(json, from) : to;
    places.put(at, new Place(kind, from, end, List.copyOf(rows), onlyObjects));
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
