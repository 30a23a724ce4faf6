package dev.leat.host.singer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.TablePosition;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The state of a tap: a bookmark a stream. Every state that is written holds all of them, those of
 * streams that are not read this time too: a target keeps only the last. Used by one thread.
 */
final class Bookmarks {

  private static final String BOOKMARKS = "bookmarks";

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, JsonNode> given = new LinkedHashMap<>();

  /** None yet. */
  Bookmarks() {}

  /**
   * The bookmarks of a state file.
   *
   * @param warnings told what this host did not write
   * @throws ConfigurationException if it is no object
   */
  static Bookmarks of(JsonNode file, Consumer<String> warnings) {
    if (!(file instanceof ObjectNode)) {
      throw new ConfigurationException(
          "The state is no JSON object: give the value of a STATE message, or {} to start over");
    }
    Bookmarks bookmarks = new Bookmarks();
    JsonNode state = file;
    for (String wrapper : new String[] {"singer_state", "value"}) {
      state = !state.has(BOOKMARKS) && state.has(wrapper) ? state.get(wrapper) : state;
    }
    for (Map.Entry<String, JsonNode> each : state.path(BOOKMARKS).properties()) {
      bookmarks.texts.put(each.getKey(), Documents.text(each.getValue()));
      if (TablePosition.isPosition(each.getValue())) {
        bookmarks.given.put(each.getKey(), each.getValue());
      } else if (!each.getValue().isEmpty()) {
        warnings.accept(
            "The bookmark of stream \""
                + each.getKey()
                + "\" was not written by Leat: the stream is read from the beginning");
      }
    }
    if (!state.isEmpty() && !state.has(BOOKMARKS)) {
      warnings.accept("The state has no bookmarks: every stream is read from the beginning");
    }
    return bookmarks;
  }

  /** What this host last said of a stream; empty if it never did. */
  Optional<JsonNode> given(TableName stream) {
    return Optional.ofNullable(given.get(stream.value()));
  }

  /** Sets a stream's bookmark, as JSON text. */
  void set(TableName stream, String bookmark) {
    texts.put(stream.value(), bookmark);
  }

  /** All of them, as the value of a STATE message. */
  String json() {
    StringBuilder json = new StringBuilder("{\"" + BOOKMARKS + "\":{");
    texts.forEach(
        (stream, bookmark) -> {
          json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
          json.append(Documents.quoted(stream)).append(':').append(bookmark);
        });
    return json.append("}}").toString();
  }
}
