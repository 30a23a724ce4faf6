package dev.leat.sdk.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageIndexTest {

  /** Keys that stand twice are not refused here: the last one counts, as it must for us. */
  private static final ObjectMapper TREES = JsonMapper.builder(Json.PAGES).build();

  @Test
  void agreesWithATreeOnEveryDocument() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      String json = new RandomJson(random).object();
      compare(index(json), "", TREES.readTree(json), json);
    }
  }

  private static void compare(PageIndex index, String pointer, JsonNode node, String json)
      throws Exception {
    Optional<String> text = index.text(pointer);
    if (node.isTextual()) {
      assertThat(text).as("%s in %s", pointer, json).hasValue(node.textValue());
    } else if (node.isNull()) {
      assertThat(text).as("%s in %s", pointer, json).isEmpty();
    } else {
      assertThat(TREES.readTree(text.orElseThrow())).as("%s in %s", pointer, json).isEqualTo(node);
    }
    if (node.isArray() && all(node)) {
      List<JsonRow> rows = index.rows(pointer);
      assertThat(rows).hasSize(node.size());
      for (int i = 0; i < rows.size(); i++) {
        assertThat(TREES.readTree(rows.get(i).json())).isEqualTo(node.get(i));
        compare(rows.get(i), node.get(i));
      }
    }
    for (var field : node.properties()) {
      String step = field.getKey().replace("~", "~0").replace("/", "~1");
      compare(index, pointer + "/" + step, field.getValue(), json);
    }
  }

  private static void compare(JsonRow row, JsonNode node) {
    for (var field : node.properties()) {
      String step = field.getKey().replace("~", "~0").replace("/", "~1");
      Optional<String> text = row.text("/" + step);
      if (field.getValue().isTextual()) {
        assertThat(text).as(row.json()).hasValue(field.getValue().textValue());
      } else {
        assertThat(text.isEmpty()).as(row.json()).isEqualTo(field.getValue().isNull());
      }
    }
  }

  private static boolean all(JsonNode array) {
    boolean objects = true;
    for (JsonNode each : array) {
      objects &= each.isObject();
    }
    return objects;
  }

  @Test
  void theLastOfTwoEqualKeysCountsWithAllThatIsInIt() {
    PageIndex index = index("{\"a\":{\"b\":1,\"c\":2},\"a\":{\"c\":3}}");

    assertThat(index.text("/a/b")).isEmpty();
    assertThat(index.text("/a/c")).hasValue("3");
  }

  @Test
  void keepsEveryDigit() {
    PageIndex index = index("{\"n\":123456789012345678901234567890.10,\"e\":1E-7}");

    assertThat(index.text("/n")).hasValue("123456789012345678901234567890.10");
    assertThat(index.text("/e")).hasValue("1E-7");
  }

  @Test
  void lineBreaksBetweenTokensBecomeSpacesInRows() {
    PageIndex index = index("\uFEFF{\r\n \"data\": [\n{\"a\":\r\n1}\n]}");

    assertThat(index.rows("/data").get(0).json()).isEqualTo("{\"a\":  1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\uFEFF",
        "<html>",
        "{\"a\":1",
        "{\"a\":1}}",
        "{} {}",
        "{\"a\":\"x\ny\"}",
        "[1,]",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "nul",
        "{\"a\":\"\\x\"}"
      })
  void refusesWhatIsNotOneDocument(String body) {
    assertThatThrownBy(() -> index(body)).isInstanceOf(SourceDataException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "ISO-8859-1"})
  void refusesOtherEncodings(String charset) {
    byte[] body = "{\"a\":\"\u00e9\"}".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> PageIndex.of(body))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void refusesNestingBeyondAThousandInsteadOfOverflowing() {
    for (String open : List.of("[", "{\"a\":", "{\"a\":[")) {
      assertThatThrownBy(() -> index(open.repeat(200_000))).isInstanceOf(SourceDataException.class);
    }
  }

  private static PageIndex index(String json) {
    return PageIndex.of(json.getBytes(StandardCharsets.UTF_8));
  }
}
