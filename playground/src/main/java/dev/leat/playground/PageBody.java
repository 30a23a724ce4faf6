package dev.leat.playground;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One page as it was at one moment: rows, and the fields that follow them.
 *
 * @param rows in the order in which they are sent
 * @param fields text and numbers; empty for an answer of rows alone
 */
record PageBody(List<StoredPerson> rows, Map<String, ?> fields) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final byte[] OPENING = "{\"data\":[".getBytes(StandardCharsets.US_ASCII);

  /** Returns {@code {"data":[rows],fields}} in UTF-8. */
  byte[] json() {
    int size = 256;
    for (StoredPerson row : rows) {
      size += row.json().length + 1;
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream(size);
    json.writeBytes(OPENING);
    boolean first = true;
    for (StoredPerson row : rows) {
      if (!first) {
        json.write(',');
      }
      json.writeBytes(row.json());
      first = false;
    }
    json.write(']');
    if (fields.isEmpty()) {
      json.write('}');
    } else {
      writeFields(json);
    }
    return json.toByteArray();
  }

  private void writeFields(ByteArrayOutputStream json) {
    try {
      byte[] object = MAPPER.writeValueAsBytes(fields);
      json.write(',');
      json.write(object, 1, object.length - 1);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing the fields " + fields + " to memory failed", e);
    }
  }
}
