package dev.leat.sdk.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.internal.json.RandomJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What holds for every row, whatever is in it. */
class RowMapLawsTest {

  private static final int ROWS = 5_000;
  private static final RowMap AS_IT_IS = RowMap.unchanged();
  private static final ObjectMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @Test
  void fieldsThatAreNotTouchedKeepTheirBytes() {
    RowMap map = AS_IT_IS.rename("a", "z").remove("b").add("new", "x").addFrom("copy", "data");
    forEveryRow(
        row -> {
          JsonRow mapped = ((MappedRow.Sent) map.apply(row)).row();
          for (String field : isUnambiguous(row) ? fieldsOf(row) : List.<String>of()) {
            if (!field.equals("b")) {
              String now = field.equals("a") ? "z" : field;
              assertThat(raw(mapped, now)).as("%s of %s", field, row).isEqualTo(raw(row, field));
            }
          }
          assertThat(mapped.text("copy")).isEqualTo(row.text("data"));
          assertThat(raw(mapped, "b")).isEmpty();
          assertThat(tree(mapped)).isNotNull();
        });
  }

  @Test
  void renamedThereAndBackIsTheSameRow() {
    RowMap map = AS_IT_IS.rename("a", "z").rename("z", "a").rename("data", "y").rename("y", "data");
    forEveryRow(
        row ->
            assertThat(tree(((MappedRow.Sent) map.apply(row)).row()))
                .as(row.json())
                .isEqualTo(tree(row)));
  }

  @Test
  void flatteningKeepsEveryLeafOrSetsTheRowAside() {
    List<Integer> kept = new ArrayList<>();
    forEveryRow(
        row -> {
          MappedRow mapped = AS_IT_IS.flatten("\u0001").apply(row);
          if (mapped instanceof MappedRow.Sent sent) {
            Map<String, JsonNode> leaves = new LinkedHashMap<>();
            leaves(List.of(), tree(row), leaves);
            Map<String, JsonNode> flat = new LinkedHashMap<>();
            tree(sent.row()).properties().forEach(each -> flat.put(each.getKey(), each.getValue()));
            assertThat(flat).as(row.json()).isEqualTo(leaves);
            kept.add(leaves.size());
          }
        });
    assertThat(kept).hasSizeGreaterThan(ROWS / 2);
  }

  @Test
  void whatIsLeftOfARowIsWellFormedWhateverIsTakenAway() {
    List<String> fields =
        List.of("a", "b", "data", "/a/b", "/data/*/a", "/*/b", "/*/*/na~1me", "/a");
    Random random = new Random(3);
    forEveryRow(
        row -> {
          String field = fields.get(random.nextInt(fields.size()));
          JsonRow mapped = ((MappedRow.Sent) AS_IT_IS.remove(field).apply(row)).row();
          assertThat(JsonRow.parse(mapped.json()).json()).isEqualTo(mapped.json());
          if (!field.contains("*")) {
            assertThat(mapped.text(field)).isEmpty();
          }
        });
  }

  private static void leaves(List<String> path, JsonNode node, Map<String, JsonNode> leaves) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      List<String> inner = new ArrayList<>(path);
      inner.add(field.getKey());
      if (field.getValue().isObject() && !field.getValue().isEmpty()) {
        leaves(inner, field.getValue(), leaves);
      } else {
        leaves.put(String.join("\u0001", inner), field.getValue());
      }
    }
  }

  private static void forEveryRow(Consumer<JsonRow> law) {
    Random random = new Random(29);
    for (int i = 0; i < ROWS; i++) {
      law.accept(JsonRow.parse(new RandomJson(random).object()));
    }
  }

  /** The JSON of a field as it is spelled: the text of a list of it, without the brackets. */
  private static Optional<String> raw(JsonRow row, String field) {
    JsonRow one = row.only(List.of(field));
    String json = one.json();
    return json.replaceAll("\\s", "").equals("{}") ? Optional.empty() : Optional.of(value(json));
  }

  private static String value(String json) {
    int key = json.lastIndexOf('"', json.indexOf(':'));
    return json.substring(json.indexOf(':', key) + 1, json.lastIndexOf('}')).strip();
  }

  private static boolean isUnambiguous(JsonRow row) {
    try {
      Json.object(row.json());
      return true;
    } catch (IllegalArgumentException twoOfOneName) {
      return false;
    }
  }

  private static List<String> fieldsOf(JsonRow row) {
    List<String> names = new ArrayList<>();
    tree(row).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode tree(JsonRow row) {
    try {
      return TREES.readTree(row.json());
    } catch (java.io.IOException impossible) {
      throw new AssertionError(row.json(), impossible);
    }
  }
}
