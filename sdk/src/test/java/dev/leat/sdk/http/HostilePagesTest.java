package dev.leat.sdk.http;

import static dev.leat.sdk.http.Script.bytes;
import static dev.leat.sdk.http.Script.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.transport.HttpLimits;
import dev.leat.sdk.row.JsonRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that try to be more than a page: each is refused, or passed on as it is. */
class HostilePagesTest {

  private static final Request USERS = Request.get("/users");

  private final Script network = new Script();
  private final HttpSource api =
      network.source("http://api.test").retry(RetryPolicy.transientErrors().attempts(2));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "+1",
        "01",
        "1.",
        ".5",
        "0x10",
        "1e",
        "--1",
        "'x'",
        "undefined",
        "True"
      })
  void aValueThatIsNoJsonBreaksItsPage(String value) {
    String page = "{\"data\":[{\"id\":1,\"v\":" + value + "}]}";
    network.answers(200, page).answers(200, page);
    assertThatThrownBy(() -> api.fetch(USERS))
        .isInstanceOf(SourceDataException.class)
        .hasMessageStartingWith("GET /users answered 200 with a broken page, 2 attempts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e-400",
        "9007199254740993",
        "9223372036854775808",
        "-9223372036854775809",
        "1234567890123456789012345678901234567890",
        "0.1000000000000000055511151231257827021181583",
        "-0",
        "-0.0",
        "1",
        "1.0",
        "1.00",
        "1E+2",
        "\"half \\ud83d\"",
        "\"\\udc00\"",
        "\"a\\u0000b\"",
        "\"\\/\"",
        "{\"a\":1,\"a\":2}"
      })
  void aValueThatIsJsonKeepsItsSpelling(String value) throws Exception {
    network.answers(200, "{\"data\":[{\"id\":1,\"v\":" + value + "}]}");
    assertThat(api.fetch(USERS).page().rows("/data"))
        .extracting(JsonRow::json)
        .containsExactly("{\"id\":1,\"v\":" + value + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/octet-stream",
        "text/plain",
        "text/json; charset=us-ascii",
        "image/png",
        "nonsense",
        ""
      })
  void aWrongContentTypeDoesNotHideJson(String type) throws Exception {
    network.answers(bytes(200, type, utf8("{\"n\":7}")));
    assertThat(api.fetch(USERS).page().wholeNumber("/n")).contains(7L);
  }

  @Test
  void aByteOrderMarkIsSkipped() throws Exception {
    network.answers(bytes(200, "application/json", utf8("\uFEFF{\"n\":7}")));
    assertThat(api.fetch(USERS).page().wholeNumber("/n")).contains(7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"a\":[", "[[],"})
  void aHundredThousandLevelsAreRefused(String open) {
    String deep = open.repeat(100_000);
    network.answers(200, deep).answers(200, deep);
    assertThatThrownBy(() -> api.fetch(USERS)).isInstanceOf(SourceDataException.class);
  }

  @Test
  void aTextOfFiftyMegabytesPassesWithinTheLimitAndNotBeyondIt() throws Exception {
    String large = "{\"data\":[{\"id\":1,\"v\":\"" + "x".repeat(50_000_000) + "\"}]}";
    network.answers(200, large).answers(200, large);
    Answer page = api.fetch(USERS);
    assertThat(page.page().rows("/data").get(0).text("v").orElseThrow()).hasSize(50_000_000);
    assertThatThrownBy(() -> api.limits(HttpLimits.defaults().bodyAtMost(49_000_000)).fetch(USERS))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("is larger than 49000000 bytes: ask for smaller pages");
  }

  @Test
  void hundredsOfThousandsOfKeysAreOneRowWithinTheLimitAndNoneBeyondIt() throws Exception {
    StringBuilder row = new StringBuilder("{\"id\":1");
    for (int key = 0; key < 300_000; key++) {
      row.append(",\"").append(Integer.toString(key, 36)).append("\":0");
    }
    byte[] page = ("[" + row + "}]").getBytes(StandardCharsets.UTF_8);
    network
        .answers(bytes(200, "application/json", page.clone()))
        .answers(bytes(200, "application/json", page));
    List<JsonRow> rows = api.fetch(USERS).page().rows("");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).text("6fh1")).contains("0");
    assertThatThrownBy(() -> api.limits(HttpLimits.defaults().bodyAtMost(1 << 20)).fetch(USERS))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("is larger than 1048576 bytes");
  }
}
