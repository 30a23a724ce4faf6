package dev.leat.engine.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldScannerTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final FieldScanner scanner = new FieldScanner();

  @Test
  void walksOverTheElementsOfAList() {
    FieldScanner scanner = new FieldScanner();
    scanner.openList(
        " [ 1.10, \"a\\\"]\" ,{\"b\":[2]},[3],null ] ".getBytes(StandardCharsets.UTF_8));
    List<String> elements = new ArrayList<>();
    while (scanner.nextElement()) {
      elements.add(scanner.kind() + " " + new String(scanner.literal(), StandardCharsets.UTF_8));
    }

    assertThat(elements)
        .containsExactly(
            "NUMBER 1.10", "STRING \"a\\\"]\"", "NESTED {\"b\":[2]}", "NESTED [3]", "NULL null");
    scanner.openList("[]".getBytes(StandardCharsets.UTF_8));
    assertThat(scanner.nextElement()).isFalse();
  }

  @Test
  void refusesAListThatIsMalformed() {
    for (String list : List.of("[1", "[1 2]", "[,]", "{}", "[1]]", "[1,]")) {
      FieldScanner scanner = new FieldScanner();
      assertThatThrownBy(
              () -> {
                scanner.openList(list.getBytes(StandardCharsets.UTF_8));
                while (scanner.nextElement()) {}
              })
          .as(list)
          .isInstanceOf(UnreadableRowException.class);
    }
  }

  @Test
  void handsOutLiteralsAsTheyStand() {
    Map<String, String> fields =
        fields("  { \"a\" : 1.10 , \"b\":-0e+5,\"c\":true,\"d\":null,\"e\":[ 1, {\"]\":2} ] }  ");

    assertThat(fields)
        .containsExactly(
            Map.entry("a", "NUMBER 1.10"),
            Map.entry("b", "NUMBER -0e+5"),
            Map.entry("c", "BOOLEAN true"),
            Map.entry("d", "NULL null"),
            Map.entry("e", "NESTED [ 1, {\"]\":2} ]"));
  }

  @Test
  void decodesEveryEscape() {
    String text = "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20ac\\ud83d\\ude00\\u0000";

    assertThat(fields("{\"a\\u0062\":\"" + text + "\"}"))
        .containsExactly(Map.entry("ab", "STRING \"\\/\b\f\n\r\tAé€😀\0"));
    assertThat(scanner.replaced()).isFalse();
  }

  @Test
  void saysWhenHalfACharacterWasReplaced() {
    assertThat(fields("{\"a\":\"x\\ud83dy\",\"b\":[\"\\ude00\",\"\\ud83d\\ude00\"]}"))
        .containsExactly(
            Map.entry("a", "STRING x\ufffdy"),
            Map.entry("b", "NESTED [\"\\ufffd\",\"\\ud83d\\ude00\"]"));
    assertThat(scanner.replaced()).isTrue();
    assertThat(scanner.replaced()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{\"a\":tru}",
        "{\"a\":01x}",
        "{\"a\":-}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":NaN}",
        "{\"a\":\"\\",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\x\"}",
        "{} {}",
        "{\"a\":[1}"
      })
  void refusesWhatIsNoObject(String json) {
    assertThatThrownBy(() -> fields(json)).isInstanceOf(UnreadableRowException.class);
  }

  @Test
  void refusesOtherBytesThanUtf8() {
    byte[] latin = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> scanner.open(latin, 0, latin.length))
        .isInstanceOf(UnreadableRowException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void readsWhatJacksonReads() throws Exception {
    Random random = new Random(20_261_121);
    for (int i = 0; i < 5_000; i++) {
      ObjectNode row = JSON.createObjectNode();
      for (int field = random.nextInt(6); field > 0; field--) {
        row.set(text(random), JSON.valueToTree(value(random, 0)));
      }
      String json =
          random.nextBoolean()
              ? JSON.writeValueAsString(row)
              : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(row);
      assertThat(fields(json)).isEqualTo(jacksonFields(json));
    }
  }

  private Map<String, String> fields(String json) {
    byte[] bytes = ("??" + json + "??").getBytes(StandardCharsets.UTF_8);
    scanner.open(bytes, 2, bytes.length - 4);
    Map<String, String> fields = new LinkedHashMap<>();
    while (scanner.next()) {
      fields.put(
          scanner.name(),
          scanner.kind() + " " + new String(scanner.text(), StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static Map<String, String> jacksonFields(String json) throws Exception {
    Map<String, String> fields = new LinkedHashMap<>();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = JSON.createParser(bytes)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        int from = (int) parser.currentTokenLocation().getByteOffset();
        switch (token) {
          case VALUE_STRING -> fields.put(name, "STRING " + parser.getText());
          case VALUE_NULL -> fields.put(name, "NULL null");
          case VALUE_TRUE, VALUE_FALSE -> fields.put(name, "BOOLEAN " + parser.getText());
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
              fields.put(name, "NUMBER " + parser.getText());
          default -> {
            parser.skipChildren();
            int to = (int) parser.currentLocation().getByteOffset();
            fields.put(
                name, "NESTED " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
          }
        }
      }
    }
    return fields;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth < 3 ? 8 : 6)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      case 2 -> random.nextBoolean();
      case 3, 4 -> text(random);
      case 5 -> java.util.Optional.empty().orElse(null);
      case 6 -> java.util.Arrays.asList(value(random, depth + 1), value(random, depth + 1));
      default -> Map.of(text(random), text(random));
    };
  }

  private static String text(Random random) {
    int[] points = {
      'a', 'Z', '"', '\\', '/', '\n', '\0', ' ', 0xe9, 0x20ac, 0x1f600, '{', ']', ','
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }
}
