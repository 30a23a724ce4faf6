package dev.leat.sdk.walk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.io.CharStreams;
import dev.leat.sdk.state.Cursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The cursor of each partition of a table, as text, which is a tenth of what it takes as an object.
 * A snapshot costs the same however many partitions there are: what has changed since the one
 * before it, and its JSON when somebody asks for it. Callers take care that one thread at a time
 * uses it.
 */
final class PartitionCursors {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String GROUPS = "partitions";
  private static final String NAMES = "names";
  private static final String NAME = "name";
  private static final String CURSOR = "cursor";

  private final Map<String, String> cursors;
  private Changes changes;
  private int changed;

  /** A partition's cursor was set after others had been. */
  private record Changes(
      Optional<Changes> before, Map<String, String> all, String key, String cursor) {}

  PartitionCursors(Cursor stored) {
    this.cursors = new TreeMap<>();
    for (Cursor group : stored.parts(GROUPS)) {
      String cursor = group.parts(CURSOR).get(0).sortedJson();
      group.parts(NAMES).forEach(each -> cursors.put(each.text(NAME).orElseThrow(), cursor));
    }
    rebase();
  }

  private void rebase() {
    changes = new Changes(Optional.empty(), new TreeMap<>(cursors), "", "");
    changed = 0;
  }

  Optional<Cursor> cursor(Partition partition) {
    return Optional.ofNullable(cursors.get(partition.key())).map(Cursor::parse);
  }

  void set(Partition partition, Cursor cursor) {
    String key = partition.key();
    String text = cursor.sortedJson();
    cursors.put(key, text);
    changes = new Changes(Optional.of(changes), Map.of(), key, text);
    if (++changed > 2 * cursors.size() + 1_000) {
      rebase();
    }
  }

  /** Whether no partition has one. */
  boolean isEmpty() {
    return cursors.isEmpty();
  }

  /** The cursor of the table, as it is now. */
  Cursor snapshot() {
    Changes now = changes;
    return Cursor.lazily(() -> json(now));
  }

  private static String json(Changes now) {
    Map<String, String> all = new TreeMap<>();
    Changes at = now;
    while (at.before.isPresent()) {
      all.putIfAbsent(at.key, at.cursor);
      at = at.before.get();
    }
    at.all.forEach(all::putIfAbsent);
    Map<String, List<String>> groups = new LinkedHashMap<>();
    all.forEach(
        (name, cursor) -> groups.computeIfAbsent(cursor, none -> new ArrayList<>(1)).add(name));
    StringBuilder json = new StringBuilder(lengthOf(groups));
    try (JsonGenerator out = JSON.createGenerator(CharStreams.asWriter(json))) {
      out.writeStartObject();
      out.writeArrayFieldStart(GROUPS);
      for (Map.Entry<String, List<String>> group : groups.entrySet()) {
        write(group.getKey(), group.getValue(), out);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return json.toString();
  }

  /** About as long as the JSON becomes: of a large one no copies are to be made. */
  private static int lengthOf(Map<String, List<String>> groups) {
    int length = 0;
    for (Map.Entry<String, List<String>> group : groups.entrySet()) {
      length += group.getKey().length() + 32;
      for (String name : group.getValue()) {
        length += name.length() + 20;
      }
    }
    return length;
  }

  /** Partitions of equal cursors together; the keys in the order of their names. */
  private static void write(String cursor, List<String> names, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart(CURSOR);
    out.writeRawValue(cursor);
    out.writeEndArray();
    out.writeArrayFieldStart(NAMES);
    for (String name : names) {
      out.writeStartObject();
      out.writeStringField(NAME, name);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
