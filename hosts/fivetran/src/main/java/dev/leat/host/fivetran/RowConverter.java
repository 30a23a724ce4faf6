package dev.leat.host.fivetran;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.RecordType;
import dev.leat.host.fivetran.wire.ValueType;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Turns rows into Fivetran's records, field by field and without a tree. For use by one thread. */
final class RowConverter {

  /** A row is bounded by the size of a message, not here. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(10_000)
                  .maxNestingDepth(1_000)
                  .build())
          .build();

  /** The whole row: every column that the shape knows, null where the row has none. */
  Record upsert(TableShape shape, Row row) {
    Record.Builder record = record(shape, RecordType.UPSERT);
    read(shape, row, record, Fields.ALL);
    shape.fillMissing(record);
    return record.build();
  }

  /** The columns that the row has, and no other. */
  Record update(TableShape shape, Row row) {
    Record.Builder record = record(shape, RecordType.UPDATE);
    read(shape, row, record, Fields.ALL);
    return record.build();
  }

  /** The key of the row, and no other column. */
  Record delete(TableShape shape, Row key) {
    Record.Builder record = record(shape, RecordType.DELETE);
    read(shape, key, record, Fields.KEYS);
    return record.build();
  }

  /** A record without a row. */
  Record truncate(TableShape shape) {
    return record(shape, RecordType.TRUNCATE).build();
  }

  private enum Fields {
    ALL,
    KEYS
  }

  private static Record.Builder record(TableShape shape, RecordType type) {
    return Record.newBuilder().setTableName(shape.name().value()).setType(type);
  }

  private static void read(TableShape shape, Row row, Record.Builder record, Fields which) {
    if (row instanceof JsonRow json) {
      read(shape, json.bytes(), json.offset(), json.length(), record, which);
    } else {
      ByteArrayOutputStream copy = new ByteArrayOutputStream(256);
      try {
        row.writeTo(copy);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      read(shape, copy.toByteArray(), 0, copy.size(), record, which);
    }
  }

  private static void read(
      TableShape shape, byte[] bytes, int offset, int length, Record.Builder record, Fields which) {
    shape.startRow();
    try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
      ValueReader values = new ValueReader(parser, bytes, offset);
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        TableShape.Field field = shape.field(parser.currentName());
        JsonToken token = parser.nextToken();
        if (!field.isWanted() || (which == Fields.KEYS && !field.isKey())) {
          parser.skipChildren();
        } else if (token != JsonToken.VALUE_NULL) {
          record.putData(field.name(), value(shape, field, parser, values));
          shape.note(field);
        } else if (field.type().isPresent()) {
          record.putData(field.name(), ValueReader.NULL);
          shape.note(field);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "The connector sent a row of table \""
              + shape.name()
              + "\" that is no JSON object: JsonRow.slice takes well-formed objects only",
          e);
    }
  }

  private static ValueType value(
      TableShape shape, TableShape.Field field, JsonParser parser, ValueReader values)
      throws IOException {
    DataType type = field.type().orElse(null);
    if (type == null) {
      type = Widening.first(parser);
      shape.retype(field, type);
    }
    Optional<ValueType> value = values.read(type);
    while (value.isEmpty()) {
      type = Widening.next(type, parser);
      value = values.read(type);
      if (value.isPresent()) {
        shape.retype(field, type);
      }
    }
    return value.get();
  }
}
