package dev.leat.sdk.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leat.sdk.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The names of a row's fields, for messages: a name is not a secret, a value may be. Stateless. */
final class FieldNames {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST = 20;

  private FieldNames() {}

  /** {@code id, name, email}; the first {@value #MOST}. */
  static String of(Row row) {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(row.json())) {
      parser.nextToken();
      while (names.size() < MOST && parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      return "fields that are not JSON";
    }
    return names.isEmpty() ? "no fields" : String.join(", ", names);
  }
}
