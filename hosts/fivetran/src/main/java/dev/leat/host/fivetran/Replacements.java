package dev.leat.host.fivetran;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tables are emptied before their next row. A table that every complete sync replaces is
 * emptied when a pass over it begins, not when an interrupted pass is resumed; the state says which
 * passes are under way, in a key of its own that only this host reads. For use by one thread.
 */
final class Replacements {

  private static final String KEY = "replacing";
  private static final JsonFactory JSON = new JsonFactory();

  private final Set<TableName> toEmpty = new LinkedHashSet<>();
  private final Set<TableName> underWay = new TreeSet<>();

  /**
   * @param stateJson what the last sync left; blank before the first
   */
  Replacements(Schema selection, String stateJson) {
    Set<String> resumed = stateJson.isBlank() ? Set.of() : resumed(stateJson);
    for (Table table : selection.tables()) {
      if (table.disposition() == Disposition.REPLACE) {
        (resumed.contains(table.name().value()) ? underWay : toEmpty).add(table.name());
      }
    }
  }

  /** Whether a table must be emptied now, before a row of it; answers yes once. */
  boolean begin(TableName table) {
    if (!toEmpty.remove(table)) {
      return false;
    }
    underWay.add(table);
    return true;
  }

  /** The tables that no row came for. */
  Set<TableName> left() {
    return Set.copyOf(toEmpty);
  }

  /** Whether the state has to say anything of passes. */
  boolean isAny() {
    return !underWay.isEmpty();
  }

  /** The sync was complete: every pass has ended. */
  void end() {
    underWay.clear();
  }

  /** The state as Fivetran stores it. */
  String json(State state) {
    String json = state.json();
    if (underWay.isEmpty()) {
      return json;
    }
    StringWriter names = new StringWriter();
    try (var out = JSON.createGenerator(names)) {
      out.writeStartArray();
      for (TableName table : underWay) {
        out.writeString(table.value());
      }
      out.writeEndArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return json.substring(0, json.length() - 1) + ",\"" + KEY + "\":" + names + "}";
  }

  private static Set<String> resumed(String stateJson) {
    Set<String> names = new TreeSet<>();
    try (JsonParser parser = JSON.createParser(stateJson)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean ours = parser.currentName().equals(KEY);
        if (parser.nextToken() == JsonToken.START_ARRAY && ours) {
          while (parser.nextToken() == JsonToken.VALUE_STRING) {
            names.add(parser.getText());
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("A state that was read before is JSON", e);
    }
    return names;
  }
}
