package dev.leat.declarative.compile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.declarative.template.value.AttributedMap;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between JSON and the values of expressions. Stateless. */
final class Values {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  /** Keeps every digit: for rows that are only put in another form. */
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private Values() {}

  /** The value of a JSON text. */
  static Object parse(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new SourceDataException("This is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The fields of a JSON object, which cannot be changed. */
  static Map<String, Object> object(String json) {
    return parse(json) instanceof Map<?, ?> map ? strings(map) : Map.of();
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> all = new LinkedHashMap<>();
    map.forEach((name, value) -> all.put((String) name, frozen(value)));
    return Collections.unmodifiableMap(all);
  }

  private static Object frozen(Object value) {
    if (value instanceof Map<?, ?> map) {
      return strings(map);
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(each -> all.add(frozen(each)));
      return Collections.unmodifiableList(all);
    }
    return value;
  }

  /** The fields of a row, for expressions. */
  static Map<String, Object> fields(JsonRow row) {
    return read(JSON, row);
  }

  /** The fields of a row, every digit kept. */
  static Map<String, Object> exactFields(JsonRow row) {
    return read(EXACT, row);
  }

  private static Map<String, Object> read(JsonMapper mapper, JsonRow row) {
    try {
      return mapper.readerFor(OBJECT).readValue(row.bytes(), row.offset(), row.length());
    } catch (IOException e) {
      throw new SourceDataException("A row is not JSON: " + e.getMessage(), e);
    }
  }

  /** A row of these fields. */
  static JsonRow row(Map<String, Object> fields) {
    return JsonRow.parse(json(fields));
  }

  /** JSON text of a value. */
  static String json(Object value) {
    try {
      return EXACT.writeValueAsString(plain(value));
    } catch (JsonProcessingException e) {
      throw new SourceDataException("A value cannot be JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The value as JSON can hold it: what is none of its types is the text that it prints. */
  static Object plain(Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Double real && !Double.isFinite(real)) {
      return Printer.print(value);
    }
    if (value instanceof Number) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> all = new LinkedHashMap<>();
      map.forEach((name, each) -> all.put(text(name), plain(each)));
      return all;
    }
    if (value instanceof AttributedMap map) {
      return plain(map.entries());
    }
    if (value instanceof Tuple tuple) {
      return plain(tuple.items());
    }
    if (value instanceof Iterable<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(each -> all.add(plain(each)));
      return all;
    }
    return text(value);
  }

  /** The value as text, as an expression prints it. */
  static String text(Object value) {
    String text = Text.of(value);
    return text == null ? Printer.print(value) : text;
  }

  /** Whether it counts as something. */
  static boolean isSomething(Object value) {
    return Truth.of(value);
  }
}
