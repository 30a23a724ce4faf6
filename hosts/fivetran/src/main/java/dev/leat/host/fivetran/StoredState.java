package dev.leat.host.fivetran;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The state as Fivetran stores it: the state's own JSON, or, while tables are being replaced, that
 * in an envelope which names them: {@code {"replacing":["user"],"state":{...}}}. Immutable.
 *
 * @param state the state's own JSON; blank or an empty object before the first sync
 * @param replacing tables whose replacement was begun and has not ended
 */
record StoredState(String state, Set<String> replacing) {

  private static final JsonFactory JSON = new JsonFactory();

  StoredState {
    replacing = Set.copyOf(replacing);
  }

  /** Reads what {@link #json} writes; any other text is a state's own, right or wrong. */
  static StoredState parse(String text) {
    StoredState plain = new StoredState(text, Set.of());
    try (JsonParser parser = JSON.createParser(text)) {
      return parser.nextToken() == JsonToken.START_OBJECT
              && "replacing".equals(parser.nextFieldName())
              && parser.nextToken() == JsonToken.START_ARRAY
          ? envelope(text, parser)
          : plain;
    } catch (IOException e) {
      return plain; // Whoever reads the state says what is wrong with it.
    }
  }

  /** One JSON object. */
  String json() {
    if (replacing.isEmpty()) {
      return state;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeArrayFieldStart("replacing");
      for (String table : new TreeSet<>(replacing)) {
        out.writeString(table);
      }
      out.writeEndArray();
      out.writeFieldName("state");
      out.writeRawValue(state);
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static StoredState envelope(String text, JsonParser parser) throws IOException {
    Set<String> replacing = new TreeSet<>();
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      replacing.add(parser.getText());
    }
    String state = "";
    if ("state".equals(parser.nextFieldName())) {
      parser.nextToken();
      int from = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      state = text.substring(from, (int) parser.currentLocation().getCharOffset());
    }
    return new StoredState(state, replacing);
  }
}
