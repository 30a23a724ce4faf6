package dev.leat.sdk.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/** Writes plain Java values as JSON, every digit kept. Stateless. */
public final class JsonValues {

  private static final int LONGEST_PLAIN = 1_000;

  private JsonValues() {}

  /**
   * One JSON object, UTF-8.
   *
   * @throws IllegalArgumentException if a value has no JSON form; the message names its field
   */
  public static byte[] write(Map<String, ?> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = Json.DOCUMENTS.getFactory().createGenerator(bytes)) {
      object(out, fields, "");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * One JSON value, UTF-8.
   *
   * @param name of the field that it is for
   * @throws IllegalArgumentException if it has no JSON form; the message names the field
   */
  public static byte[] write(String name, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (JsonGenerator out = Json.DOCUMENTS.getFactory().createGenerator(bytes)) {
      value(out, value, name);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void object(JsonGenerator out, Map<?, ?> fields, String path) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      if (!(field.getKey() instanceof String name)) {
        throw new IllegalArgumentException(
            "Field " + path + " is a map whose keys are not all strings: convert them");
      }
      out.writeFieldName(name);
      value(out, field.getValue(), path.isEmpty() ? name : path + "." + name);
    }
    out.writeEndObject();
  }

  private static void value(JsonGenerator out, Object value, String path) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      number(out, number, path);
    } else if (value instanceof byte[] bytes) {
      out.writeBinary(bytes);
    } else if (value instanceof Instant || value instanceof LocalDate || value instanceof UUID) {
      out.writeString(value.toString());
    } else if (value instanceof OffsetDateTime time) {
      // Formatted, because toString leaves out seconds that are 0.
      out.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    } else if (value instanceof LocalDateTime time) {
      out.writeString(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
    } else if (value instanceof LocalTime time) {
      out.writeString(DateTimeFormatter.ISO_LOCAL_TIME.format(time));
    } else if (value instanceof Map<?, ?> map) {
      object(out, map, path);
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object each : list) {
        value(out, each, path);
      }
      out.writeEndArray();
    } else {
      throw new IllegalArgumentException(
          "Field " + path + " is a " + value.getClass().getName() + ": convert it to text first");
    }
  }

  private static void number(JsonGenerator out, Number number, String path) throws IOException {
    if (number instanceof Long || number instanceof Integer || number instanceof Short) {
      out.writeNumber(number.longValue());
    } else if (number instanceof BigInteger whole) {
      out.writeNumber(whole);
    } else if (number instanceof BigDecimal exact) {
      out.writeNumber(digits(exact));
    } else if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new IllegalArgumentException(
            "Field " + path + " is " + number + ", which JSON cannot hold: send null or text");
      }
      // Through its shortest text, so that 0.1f is 0.1 and not 0.10000000149011612.
      out.writeNumber(digits(new BigDecimal(number.toString())));
    } else {
      throw new IllegalArgumentException(
          "Field " + path + " is a " + number.getClass().getName() + ": convert it to BigDecimal");
    }
  }

  /** Without an exponent, unless that would take thousands of zeros. */
  private static String digits(BigDecimal exact) {
    return Math.abs((long) exact.scale()) <= LONGEST_PLAIN
        ? exact.toPlainString()
        : exact.toString();
  }
}
