package dev.leat.sdk.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Utf8;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageIndexTest {

  /** Keys that stand twice within a row are not refused here: the last one counts. */
  private static final ObjectMapper TREES = JsonMapper.builder(Json.PAGES).build();

  @Test
  void agreesWithATreeOnEveryDocument() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      String json = new RandomJson(random).object();
      if (isUnambiguous(json)) {
        compare(Page.of(json), "", TREES.readTree(json), json);
      }
    }
  }

  private static boolean isUnambiguous(String json) throws IOException {
    try {
      Json.DOCUMENTS.readTree(json);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static void compare(Page page, String pointer, JsonNode node, String json)
      throws Exception {
    Optional<String> text = page.text(pointer);
    if (node.isTextual()) {
      assertThat(text).as("%s in %s", pointer, json).hasValue(node.textValue());
    } else if (node.isNull()) {
      assertThat(text).as("%s in %s", pointer, json).isEmpty();
    } else {
      assertThat(TREES.readTree(text.orElseThrow())).as("%s in %s", pointer, json).isEqualTo(node);
    }
    if (node.isArray() && all(node)) {
      List<JsonRow> rows = page.rows(pointer);
      assertThat(rows).hasSize(node.size());
      for (int i = 0; i < rows.size(); i++) {
        assertThat(TREES.readTree(rows.get(i).json())).isEqualTo(node.get(i));
        compare(rows.get(i), node.get(i));
      }
    }
    for (var field : node.properties()) {
      String step = field.getKey().replace("~", "~0").replace("/", "~1");
      compare(page, pointer + "/" + step, field.getValue(), json);
    }
  }

  private static void compare(JsonRow row, JsonNode node) {
    for (var field : node.properties()) {
      String step = field.getKey().replace("~", "~0").replace("/", "~1");
      Optional<String> text = row.text("/" + step);
      String name = field.getKey();
      if (!name.startsWith("/")) {
        assertThat(row.text(name)).as("%s of %s", name, row).isEqualTo(text);
      }
      assertThat(row.hasValue(name)).as("%s of %s", name, row).isEqualTo(text.isPresent());
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

  @ParameterizedTest
  @ValueSource(strings = {"/a", "/a/b", "/a/c", "/d/e", "/d/e/f"})
  void aKeyThatStandsTwiceLeadsNowhere(String pointer) {
    PageIndex index =
        index(
            "{\"a\":{\"b\":1,\"c\":2},\"a\":{\"c\":3},\"d\":{\"e\":1,\"\\u0065\":{\"f\":1},\"g\":5}}");

    assertThatThrownBy(() -> index.text(pointer))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining(
            "two values at \"" + pointer.substring(0, pointer.startsWith("/d") ? 4 : 2));
    assertThat(index.text("/d/g")).hasValue("5");
    assertThat(index.text("/h")).isEmpty();
  }

  @Test
  void findsWhatStandsBehindManyKeys() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 3 * PageScan.MOST_NOTED; i++) {
      json.append("\"k").append(i).append("\":{\"n\":").append(i).append("},");
    }
    Page page = Page.of(json + "\"k5\":0,\"data\":[{\"id\":1}],\"meta\":{\"next\":\"x\"}}");

    assertThat(page.text("/k191/n")).hasValue("191");
    assertThat(page.text("/k192/n")).isEmpty();
    assertThat(page.text("/meta/next")).hasValue("x");
    assertThat(page.rows("/data")).hasSize(1);
    assertThatThrownBy(() -> page.text("/k5")).isInstanceOf(SourceDataException.class);
  }

  @Test
  void keepsEveryDigit() {
    PageIndex index = index("{\"n\":123456789012345678901234567890.10,\"e\":1E-7}");

    assertThat(index.text("/n")).hasValue("123456789012345678901234567890.10");
    assertThat(index.text("/e")).hasValue("1E-7");
  }

  @Test
  void lineBreaksBetweenTokensBecomeSpacesInRows() {
    Page page = Page.of("\uFEFF{\r\n \"data\": [\n{\"a\":\r\n1}\n]}");

    assertThat(page.rows("/data").get(0).json()).isEqualTo("{\"a\":  1}");
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

  @Test
  void refusesNumbersThatTakeForeverToRead() {
    String digits = "9".repeat(10_001);

    assertThat(index("[" + digits.substring(1) + "]").text("")).isPresent();
    for (String json : List.of("[{\"a\":" + digits + "}]", "[\n{\"a\":" + digits + "}]")) {
      assertThatThrownBy(() -> index(json)).isInstanceOf(SourceDataException.class);
    }
  }

  @Test
  void acceptsExactlyTheDocumentsThatAParserAccepts() {
    Random random = new Random(17);
    byte[] damage =
        "{}[],:\"\\0129-+.eEtrufalsn \t\n\r\u0001\u00e9".getBytes(StandardCharsets.UTF_8);
    int accepted = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] body = new RandomJson(random).object().getBytes(StandardCharsets.UTF_8);
      for (int times = random.nextInt(3); times > 0; times--) {
        body[random.nextInt(body.length)] = damage[random.nextInt(damage.length)];
      }
      String shown = new String(body, StandardCharsets.UTF_8);
      boolean expected = isDocument(body);
      boolean actual = true;
      try {
        PageIndex.of(body);
      } catch (SourceDataException e) {
        actual = false;
      }
      assertThat(actual).as(shown).isEqualTo(expected);
      accepted += actual ? 1 : 0;
    }
    assertThat(accepted).isBetween(5_000, 25_000);
  }

  private static boolean isDocument(byte[] body) {
    if (!Utf8.isWellFormed(body)) {
      return false;
    }
    try (JsonParser parser = Json.PAGES.createParser(body)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFieldIsFoundByItsNameHoweverThatIsSpelled() {
    Page page =
        Page.of(
            "{\"data\":[{\"\\n"
                + "\":1,\"\\\\n"
                + "\":2,\"n\u00e4me\":3,\"\\u006eame\":4,\"na\":5,\"namex\":6}]}");
    JsonRow row = page.rows("/data").get(0);

    assertThat(row.text("\n")).hasValue("1");
    assertThat(row.text("\\n")).hasValue("2");
    assertThat(row.text("n\u00e4me")).hasValue("3");
    assertThat(row.text("name")).hasValue("4");
    assertThat(row.text("na")).hasValue("5");
    assertThat(row.text("nam")).isEmpty();
  }

  @Test
  void theLastOfTwoFieldsOfOneNameCounts() {
    JsonRow row =
        Page.of("[{\"a\":1,\"b\":null,\"\\u0061\":2,\"b\":3,\"c\":null}]").rows("").get(0);

    assertThat(row.text("a")).hasValue("2");
    assertThat(row.text("b")).hasValue("3");
    assertThat(row.hasValue("c")).isFalse();
    assertThat(row.hasValue("d")).isFalse();
  }

  @Test
  void fieldsAreFoundInRowsBeyondThoseWhoseFieldsAreNoted() {
    int fields = 1_000;
    StringBuilder row = new StringBuilder("{\"id\":7");
    for (int i = 0; i < fields; i++) {
      row.append(",\"f").append(i).append("\":").append(i);
    }
    List<JsonRow> rows =
        Page.of("[" + String.join(",", Collections.nCopies(100, row + "}")) + "]").rows("");

    for (JsonRow each : rows) {
      assertThat(each.text("id")).hasValue("7");
      assertThat(each.text("f999")).hasValue("999");
      assertThat(each.text("f1000")).isEmpty();
      assertThat(each.hasValue("f0")).isTrue();
    }
  }

  @Test
  void fieldsAreFoundInARowTooLongToNoteThem() {
    String text = "x".repeat(70_000);
    List<JsonRow> rows =
        Page.of("[{\"a\":1},{\"a\":2,\"t\":\"%s\",\"b\":3},{\"a\":4,\"b\":5}]".formatted(text))
            .rows("");

    assertThat(rows).extracting(row -> row.text("a").orElse("")).containsExactly("1", "2", "4");
    assertThat(rows).extracting(row -> row.text("b").orElse("")).containsExactly("", "3", "5");
    assertThat(rows).extracting(row -> row.hasValue("b")).containsExactly(false, true, true);
  }

  private static PageIndex index(String json) {
    return PageIndex.of(json.getBytes(StandardCharsets.UTF_8));
  }
}
