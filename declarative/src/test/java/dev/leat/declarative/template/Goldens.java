package dev.leat.declarative.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.declarative.template.value.AttributedMap;
import dev.leat.declarative.template.value.ErrorKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the original engine made of some thousands of templates; interop/templates.py writes it. */
final class Goldens {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode contexts;
  private final List<Case> cases = new ArrayList<>();

  private Goldens(JsonNode contexts) {
    this.contexts = contexts;
  }

  /** A template and what the original made of it. */
  record Case(
      String template, String mode, JsonNode context, List<LiteralType> types, JsonNode line) {

    boolean fails() {
      return line.has("e");
    }

    boolean unstable() {
      return line.path("unstable").asBoolean();
    }
  }

  static Goldens read() {
    try (InputStream in = Goldens.class.getResourceAsStream("/templates/goldens.jsonl");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Goldens goldens = new Goldens(JSON.readTree(lines.readLine()));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode read = JSON.readTree(line);
        List<LiteralType> types = new ArrayList<>();
        read.path("y")
            .forEach(
                each -> types.add(LiteralType.valueOf(each.asText().toUpperCase(Locale.ROOT))));
        goldens.cases.add(
            new Case(
                read.get("t").asText(),
                read.path("m").asText("string"),
                read.path("c"),
                types,
                read));
      }
      return goldens;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Case> cases() {
    return cases;
  }

  /** A fresh context: a template may change it. */
  Map<String, Object> context(Case golden) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("config", new LinkedHashMap<>());
    context.put("parameters", new LinkedHashMap<>());
    JsonNode own =
        golden.context().isObject()
            ? golden.context()
            : contexts.get(golden.context().asText("std"));
    own.properties().forEach(each -> context.put(each.getKey(), value(each.getValue())));
    if (context.containsKey("stream_slice")) {
      context.put("stream_interval", context.get("stream_slice"));
      context.put("stream_partition", context.get("stream_slice"));
    }
    return context;
  }

  private static Object value(JsonNode node) {
    if (node.has("$slice")) {
      return slice(node.get("$slice"));
    }
    if (node.has("$record")) {
      Map<?, ?> data = (Map<?, ?>) value(node.get("$record"));
      return new AttributedMap("Record", data, Map.of("data", data, "stream_name", "s"));
    }
    if (node.isObject()) {
      Map<Object, Object> map = new LinkedHashMap<>();
      node.properties().forEach(each -> map.put(each.getKey(), value(each.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(each -> list.add(value(each)));
      return list;
    }
    if (node.isNull()) {
      return null;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isIntegralNumber()) {
      BigInteger number = node.bigIntegerValue();
      return number.bitLength() < 64 ? (Object) number.longValue() : number;
    }
    return node.doubleValue();
  }

  private static Object slice(JsonNode parts) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (String[] name :
        new String[][] {
          {"partition", "partition"}, {"cursor", "cursor_slice"}, {"extra", "extra_fields"}
        }) {
      Object part = parts.has(name[0]) ? value(parts.get(name[0])) : new LinkedHashMap<>();
      attributes.put(name[1], part);
      if (!name[0].equals("extra")) {
        entries.putAll((Map<?, ?>) part);
      }
    }
    attributes.put("_partition", attributes.get("partition"));
    return new AttributedMap("StreamSlice", entries, attributes);
  }

  /** The kind of our error that stands for an exception of the original. */
  static ErrorKind kind(JsonNode line) {
    String message = line.path("m2").asText();
    return switch (line.get("e").asText()) {
      case "ValueError" ->
          message.contains("undeclared variables") ? ErrorKind.UNKNOWN_NAME : ErrorKind.VALUE;
      case "Error" -> ErrorKind.VALUE;
      case "TemplateSyntaxError", "SyntaxError" -> ErrorKind.SYNTAX;
      case "TemplateAssertionError" ->
          message.startsWith("No ") ? ErrorKind.UNKNOWN_FUNCTION : ErrorKind.SYNTAX;
      case "ISO8601Error" -> ErrorKind.DURATION;
      case "UndefinedError" -> ErrorKind.UNDEFINED;
      case "AttributeError" -> ErrorKind.ATTRIBUTE;
      case "ZeroDivisionError" -> ErrorKind.ZERO_DIVISION;
      case "AirbyteTracedException" -> ErrorKind.RETIRED_NAME;
      case "SecurityError" -> ErrorKind.UNSAFE;
      case "TemplateRuntimeError", "RuntimeError", "LookupError" -> ErrorKind.RUNTIME;
      case "FilterArgumentError", "AssertionError" -> ErrorKind.ARGUMENT;
      case "UnicodeEncodeError", "UnicodeDecodeError" -> ErrorKind.ENCODING;
      case "UnknownTimeZoneError" -> ErrorKind.TIME_ZONE;
      case "KeyError" -> ErrorKind.KEY;
      case "IndexError" -> ErrorKind.INDEX;
      case "OverflowError" -> ErrorKind.OVERFLOW;
      case "error" -> ErrorKind.PATTERN;
      default -> ErrorKind.LIMIT;
    };
  }
}
