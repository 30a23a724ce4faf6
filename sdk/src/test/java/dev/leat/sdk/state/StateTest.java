package dev.leat.sdk.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.Remedy;
import dev.leat.sdk.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateTest {

  private static final TableName USER = new TableName("user");
  private static final StateOwner OWNER = StateOwner.of("keyset", Map.of("base_url", "http://a"));
  private static final State STATE =
      State.empty(OWNER)
          .with(USER, Cursor.of("after", "2026-01-31T12:00:00Z").with("key", "17"))
          .with(
              new TableName("n\u00e4me"),
              Cursor.parse("{\"n\":12345678901234567890,\"d\":1.50,\"x\":[1,null]}"));

  @Test
  void survivesJson() {
    assertThat(State.parse(STATE.json(), OWNER)).isEqualTo(STATE);
    assertThat(State.parse(State.empty(OWNER).json(), OWNER)).isEqualTo(State.empty(OWNER));
  }

  @Test
  void aCursorThatIsKeptAsTextIsWrittenAndReadLikeAnyOther() {
    Cursor fields =
        Cursor.parse("{\"n\":1.50,\"a\":[{\"z\":\"\ud83d\ude80 \\\"\u00fc\",\"b\":null}]}");
    State asText = STATE.with(USER, Cursor.lazily(fields::sortedJson));

    assertThat(State.parse(asText.json(), OWNER))
        .isEqualTo(asText)
        .isEqualTo(STATE.with(USER, fields));
    assertThat(asText.json()).contains("{\"a\":[{\"b\":null,\"z\":");
    assertThat(asText.cursor(USER).orElseThrow().text("n")).hasValue("1.50");
    assertThat(asText.cursor(USER).orElseThrow().parts("a")).hasSize(1);
  }

  @Test
  void aDatabaseMayReorderAndIndentIt() {
    String json = STATE.json();
    String tables = json.substring(json.indexOf("\"tables\""), json.indexOf(",\"checksum\""));
    String rest = json.replace("," + tables, "").substring(1);

    assertThat(State.parse("{ " + tables + " ,\n" + rest, OWNER)).isEqualTo(STATE);
  }

  @Test
  void noDamageIsEverAccepted() {
    Random random = new Random(5);
    byte[] good = STATE.json().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 10_000; i++) {
      String damaged = new String(damage(good.clone(), random), StandardCharsets.UTF_8);
      try {
        assertThat(State.parse(damaged, OWNER)).as(damaged).isEqualTo(STATE);
      } catch (ConfigurationException e) {
        assertThat(e).as(damaged).hasMessageStartingWith("The state ");
      }
    }
  }

  private static byte[] damage(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> {
        return java.util.Arrays.copyOf(bytes, at);
      }
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> bytes[at] = (byte) ('0' + random.nextInt(10));
      default -> {
        int other = random.nextInt(bytes.length);
        byte swapped = bytes[at];
        bytes[at] = bytes[other];
        bytes[other] = swapped;
      }
    }
    return bytes;
  }

  @Test
  void aStateWithoutChecksumIsReadOnlyWhenAskedTo() {
    String byHand = "{\"tables\":{\"user\":{\"after\":\"2026-01-31\"}}}";

    assertThatThrownBy(() -> State.parse(byHand, OWNER))
        .isInstanceOfSatisfying(
            ConfigurationException.class, e -> assertThat(e.remedy()).contains(Remedy.START_OVER));
    assertThat(State.parseUnchecked(byHand, OWNER))
        .isEqualTo(State.empty(OWNER).with(USER, Cursor.of("after", "2026-01-31")));
  }

  @Test
  void whatIsThereIsCheckedEvenWhenReadUnchecked() {
    for (String wrong :
        List.of(
            "{\"tables\":{},\"connector\":\"offset\"}",
            "{\"tables\":{},\"fingerprint\":\"0\"}",
            "{\"tables\":{},\"format\":2}",
            "{\"tables\":{},\"format\":\"1\"}",
            "{\"tables\":{},\"checksum\":\"0000000000000000\"}",
            "{\"tables\":{\"user\":1}}",
            "{\"tables\":{\"\":{}}}",
            "{\"tabels\":{}}",
            "{}")) {
      assertThatThrownBy(() -> State.parseUnchecked(wrong, OWNER))
          .as(wrong)
          .isInstanceOf(ConfigurationException.class);
    }
  }

  @Test
  void refusesAnotherOwnersStateAndANewerFormatWithTheWayOut() {
    StateOwner other = StateOwner.of("keyset", Map.of("base_url", "http://b"));

    assertThatThrownBy(() -> State.parse(State.empty(other).json(), OWNER))
        .hasMessageContaining("identity settings")
        .isInstanceOfSatisfying(
            ConfigurationException.class, e -> assertThat(e.remedy()).contains(Remedy.START_OVER));
    assertThatThrownBy(
            () -> State.parse(State.empty(StateOwner.of("offset", Map.of())).json(), OWNER))
        .hasMessageContaining("belongs to connector \"offset\", not to \"keyset\"");
    assertThatThrownBy(() -> State.parse("{\"format\":2,\"news\":1}", OWNER))
        .hasMessageContaining("format 2, this version of Leat reads up to 1: upgrade Leat");
  }

  @Test
  void isAValue() {
    State more = STATE.with(USER, Cursor.of("after", "z"));

    assertThat(STATE.cursor(USER))
        .hasValueSatisfying(each -> assertThat(each.text("key")).hasValue("17"));
    assertThat(more).isNotEqualTo(STATE);
    assertThat(more.without(USER).cursor(USER)).isEmpty();
    assertThatThrownBy(() -> STATE.cursors().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
