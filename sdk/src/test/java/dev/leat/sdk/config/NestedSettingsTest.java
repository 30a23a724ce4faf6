package dev.leat.sdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leat.sdk.error.ConfigurationException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, objects, alternatives, and keys as sources write them. */
class NestedSettingsTest {

  private static final Setting<LocalDate> START = Setting.date("startDate", "Where to begin");
  private static final Setting<List<Long>> ACCOUNTS =
      Setting.list("account.ids", "Accounts to read", SettingType.wholeNumber()).identity();
  private static final Setting<String> HOST = Setting.text("Host", "Of the proxy").identity();
  private static final Setting<Long> PORT =
      Setting.wholeNumber("port", "Of the proxy").between(1, 65_535).defaultsTo(8_080L);
  private static final Setting<Configuration> PROXY =
      Setting.object("proxy", "The way out", HOST, PORT).optional();
  private static final Setting<String> KEY = Setting.secret("key", "From Settings > API access");
  private static final Setting<String> CLIENT = Setting.text("client_id", "Of the app");
  private static final Setting<String> REFRESH = Setting.secret("refresh_token", "Of the user");
  private static final Setting<Chosen> SIGN_IN =
      Setting.oneOf(
          "credentials",
          "How to sign in",
          "type",
          Alternative.of("key", "API key", KEY),
          Alternative.of("oauth", "OAuth 2", CLIENT, REFRESH),
          Alternative.of("none", "Nothing"));
  private static final Setting<List<String>> TOKENS =
      Setting.list("tokens", "Keys in turn", SettingType.text()).asSecret().optional();
  private static final Setting<String> PATTERN = Setting.text("pattern", "Of files");
  private static final Setting<List<Configuration>> STREAMS =
      Setting.list("streams", "What to read", SettingType.object(PATTERN, KEY))
          .defaultsTo(List.of());
  private static final Setting<TemporalAmount> WINDOW =
      Setting.timeSpan("window", "Read again").defaultsTo(Period.ofMonths(6));
  private static final Setting<BigDecimal> SHARE =
      Setting.number("share", "Of the budget").defaultsTo(new BigDecimal("0.50"));
  private static final ConfigurationSpec SPEC =
      ConfigurationSpec.of(START, ACCOUNTS, PROXY, SIGN_IN, TOKENS, STREAMS, WINDOW, SHARE);

  private static final String WHOLE =
      """
      {"startDate":"2026-01-31","account.ids":[1,"2",3.0],"proxy":{"Host":"p"},
       "credentials":{"type":"oauth","client_id":7,"refresh_token":"r3fresh"},
       "tokens":["t0ken-one","t0ken-two"],"streams":[{"pattern":"*.csv","key":"k3y"}],
       "window":"P1W","share":0.10}
      """;
  private static final String LEAST =
      "{\"startDate\":\"2026-01-31\",\"account.ids\":[],\"credentials\":{\"type\":\"none\"}}";

  @Test
  void valuesAreOfTheTypesThatWereDeclared() {
    Configuration given = SPEC.parse(WHOLE);

    assertThat(given.value(START)).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(given.value(ACCOUNTS)).containsExactly(1L, 2L, 3L);
    assertThat(given.value(PROXY).value(HOST)).isEqualTo("p");
    assertThat(given.value(PROXY).value(PORT)).isEqualTo(8_080);
    assertThat(given.value(SIGN_IN).name()).isEqualTo("oauth");
    assertThat(given.value(SIGN_IN).settings().value(CLIENT)).isEqualTo("7");
    assertThat(given.value(STREAMS).get(0).value(PATTERN)).isEqualTo("*.csv");
    assertThat(given.value(WINDOW)).isEqualTo(Duration.ofDays(7));
    assertThat(given.value(SHARE)).isEqualTo(new BigDecimal("0.10"));

    Configuration least = SPEC.parse(LEAST);
    assertThat(least.value(ACCOUNTS)).isEmpty();
    assertThat(least.find(PROXY)).isEmpty();
    assertThat(least.value(SIGN_IN).name()).isEqualTo("none");
    assertThat(least.value(STREAMS)).isEmpty();
    assertThat(least.value(WINDOW)).isEqualTo(Period.ofMonths(6));
  }

  @Test
  void theirJsonHasTheTypeOfTheirForm() {
    Configuration given = SPEC.parse(WHOLE);

    assertThat(given.json(ACCOUNTS)).hasValue("[1,2,3]");
    assertThat(given.json(PROXY)).hasValue("{\"Host\":\"p\",\"port\":8080}");
    assertThat(given.json(SIGN_IN))
        .hasValue("{\"type\":\"oauth\",\"client_id\":\"7\",\"refresh_token\":\"r3fresh\"}");
    assertThat(given.json(SHARE)).hasValue("0.10");
    assertThat(SPEC.parse(given.json()).json()).isEqualTo(given.json());
  }

  @Test
  void everyProblemIsReportedAtItsPlace() {
    String problems =
        problems(
            """
            {"startDate":"31.1.2026","account.ids":[1,"two"],"proxy":{"port":0,"hosts":"p"},
             "credentials":{"type":"oauth","refresh_token":""},"streams":[{"pattern":1},7]}
            """);

    assertThat(problems)
        .startsWith("9 problems in the configuration\n")
        .contains(
            "- startDate is \"31.1.2026\": set it to a date, e.g. 2026-01-31",
            "- account.ids[1] is \"two\": set it to a whole number",
            "- proxy.Host is missing: set it to text that is not blank (Of the proxy)",
            "- proxy.port is \"0\": set it to a whole number from 1 to 65535",
            "- proxy.hosts is not a setting of this connector: did you mean Host?",
            "- credentials.client_id is missing",
            "- credentials.refresh_token is not usable",
            "- streams[0].key is missing",
            "- streams[1] is not usable: set it to an object with pattern, key");
    assertThat(problems("{}"))
        .contains("- credentials is missing: set it to an object whose type is one of key, oauth");
    assertThat(problems(LEAST.replace("none", "saml")))
        .contains("- credentials.type is \"saml\": set it to one of key, oauth, none");
    assertThat(problems(LEAST.replace("\"type\":\"none\"", "")))
        .contains("- credentials.type is missing: set it to one of key, oauth, none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"s3cret\"",
        "[\"s3cret\"]",
        "{\"type\":\"key\",\"key\":{\"x\":\"s3cret\"}}",
        "{\"type\":\"key\",\"key\":[\"s3cret\"]}"
      })
  void whatMayHoldASecretIsNotShown(String credentials) {
    assertThat(problems(LEAST.replace("{\"type\":\"none\"}", credentials)))
        .contains("credentials")
        .doesNotContain("s3cret");
  }

  @Test
  void secretsAreMaskedHoweverDeepTheyAre() {
    Configuration given = SPEC.parse(WHOLE);

    assertThat(given.secrets()).containsExactly("r3fresh", "t0ken-one", "t0ken-two", "k3y");
    assertThat(given.redactor().redact("r3fresh t0ken-two k3y p")).isEqualTo("*** *** *** p");
    assertThat(given + " " + given.value(SIGN_IN) + given.value(STREAMS))
        .contains("proxy={Host=p, port=8080}", "tokens=***")
        .doesNotContain("r3fresh", "t0ken", "k3y");
  }

  @Test
  void whatSaysTheSourceMayLieDeep() {
    assertThat(SPEC.parse(WHOLE).identity())
        .isEqualTo(Map.of("account.ids", "[1,2,3]", "proxy.Host", "p"));
  }

  @Test
  void anEnvironmentHoldsEachSettingByItself() {
    Map<String, String> environment =
        Map.of(
            "LEAT_STARTDATE", "2026-02-01",
            "LEAT_ACCOUNT_IDS", "4, 5",
            "LEAT_PROXY__HOST", "other",
            "LEAT_CREDENTIALS__TYPE", "key",
            "LEAT_CREDENTIALS__KEY", "fr0m-env",
            "LEAT_STREAMS", "[{\"pattern\":\"p\",\"key\":\"k\"}]",
            "TAP_STARTDATE", "2026-02-02",
            "LEAT_OTHER", "x");
    Map<String, String> values = SPEC.fromEnvironment(environment, "LEAT_", "TAP_");

    assertThat(new TreeMap<>(values).keySet())
        .containsExactly(
            "account.ids",
            "credentials.key",
            "credentials.type",
            "proxy.Host",
            "startDate",
            "streams");
    Configuration given = SPEC.parse("{\"proxy\":{\"Host\":\"p\",\"port\":9}}", values);
    assertThat(given.value(START)).isEqualTo(LocalDate.of(2026, 2, 2));
    assertThat(given.value(ACCOUNTS)).containsExactly(4L, 5L);
    assertThat(given.json(PROXY)).hasValue("{\"Host\":\"other\",\"port\":9}");
    assertThat(given.value(SIGN_IN).settings().value(KEY)).isEqualTo("fr0m-env");
    assertThat(given.isOverridden(PROXY)).isTrue();
    assertThat(given.isOverridden(WINDOW)).isFalse();
    assertThat(SPEC.parse(LEAST, Map.of("proxy", "{\"Host\":\"text\"}")).value(PROXY).value(HOST))
        .isEqualTo("text");
  }

  @Test
  void aPartThatTheSourceReplacesIsToldAsTheWhole() {
    Configuration given = SPEC.parse(WHOLE);
    List<String> heard = new ArrayList<>();
    given.onReplacement(setting -> heard.add(setting + " " + given.json(setting).orElseThrow()));

    given.value(SIGN_IN).settings().replace(REFRESH, "next-one");

    assertThat(heard)
        .containsExactly(
            "credentials {\"type\":\"oauth\",\"client_id\":\"7\",\"refresh_token\":\"next-one\"}");
    assertThat(given.value(SIGN_IN).settings().value(REFRESH)).isEqualTo("next-one");
    assertThat(given.redactor().redact("r3fresh next-one")).isEqualTo("*** ***");
    assertThat(given.value(SIGN_IN).settings().redactor().redact("next-one")).isEqualTo("***");
    assertThatThrownBy(() -> given.value(PROXY).replace(HOST, "q"))
        .hasMessageContaining("Host says which source is read");
    assertThatThrownBy(
            () -> given.replace(PROXY, SPEC.parse(WHOLE.replace("\"p\"", "\"q\"")).value(PROXY)))
        .hasMessageContaining("proxy says which source is read");
  }

  @Test
  void theSchemaIsValidAndSaysTheSameWhenReadBack() {
    String schema = SPEC.jsonSchema();

    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(schema, InputFormat.JSON))
        .isEmpty();
    ConfigurationSpec read = ConfigurationSpec.fromJsonSchema(schema);
    assertThat(read.jsonSchema()).isEqualTo(schema);
    assertThat(read.parse(WHOLE).json()).isEqualTo(SPEC.parse(WHOLE).json());
    assertThat(read.parse(WHOLE).secrets()).isEqualTo(SPEC.parse(WHOLE).secrets());
    assertThat(read.parse(WHOLE).identity()).isEqualTo(SPEC.parse(WHOLE).identity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"object\"}",
        "{\"type\":\"null\"}",
        "{\"type\":\"array\",\"items\":{\"type\":\"object\"}}",
        "{\"type\":\"object\",\"oneOf\":[{\"properties\":{\"a\":{\"type\":\"string\"}}}]}",
        "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"default\":[\"x\"]}"
      })
  void aSchemaThatSaysTooLittleIsRefused(String property) {
    assertThatThrownBy(
            () -> ConfigurationSpec.fromJsonSchema("{\"properties\":{\"it\":" + property + "}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"it\"");
  }

  @ParameterizedTest
  @CsvSource({
    "P1W, PT168H",
    "P2W3D, PT408H",
    "P1WT1H, PT169H",
    "p10d, PT240H",
    "PT5M, PT5M",
    "PT0S, PT0S"
  })
  void lengthsOfTimeMayHaveWeeks(String given, Duration length) {
    Setting<Duration> lag = Setting.duration("lag", "How late");
    assertThat(ConfigurationSpec.of(lag).parse("{\"lag\":\"" + given + "\"}").value(lag))
        .isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"P", "PW", "P1", "P1M", "P1Y", "P-1D", "PT-1S", "P99999999999999999999W", "5m"})
  void refusesWhatIsNotALengthOfTime(String given) {
    Setting<Duration> lag = Setting.duration("lag", "How late");
    assertThatThrownBy(() -> ConfigurationSpec.of(lag).parse("{\"lag\":\"" + given + "\"}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("lag is \"" + given);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P6M", "P1Y2M3D", "P3W"})
  void timeByTheCalendarStaysSo(String given) {
    Setting<Period> age = Setting.period("age", "How old");
    assertThat(ConfigurationSpec.of(age).parse("{\"age\":\"" + given + "\"}").value(age))
        .isEqualTo(Period.parse(given));
  }

  @Test
  void whatCannotBeToldApartIsRefusedWhenItIsDeclared() {
    assertThatThrownBy(
            () -> ConfigurationSpec.of(Setting.text("a.b", "One"), Setting.text("a_b", "Other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.b and a_b cannot be told apart as LEAT_A_B");
    assertThatThrownBy(
            () ->
                ConfigurationSpec.of(
                    Setting.object("a", "One", Setting.text("b", "Inner")),
                    Setting.text("a.b", "Other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.b and a.b");
    assertThatThrownBy(
            () ->
                Setting.oneOf(
                    "a", "One", "kind", Alternative.of("x", "X", Setting.text("kind", "K"))))
        .hasMessageContaining("kind");
    assertThatThrownBy(PROXY::asSecret).isInstanceOf(IllegalStateException.class);
    for (String name : List.of("", " ", "1st", "a\nb", "a=b", "x".repeat(100))) {
      assertThatThrownBy(() -> Setting.text(name, "Any"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String problems(String json) {
    return catchThrowableOfType(ConfigurationException.class, () -> SPEC.parse(json)).getMessage();
  }
}
