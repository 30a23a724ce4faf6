package dev.leat.sdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leat.sdk.error.ConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

  private static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Where the API answers").identity();
  private static final Setting<String> API_KEY =
      Setting.secret("api_key", "Key from Settings > API access");
  private static final Setting<Long> PAGE_SIZE =
      Setting.wholeNumber("page_size", "Rows per request").between(1, 1_000).defaultsTo(50L);
  private static final Setting<Long> SEED = Setting.wholeNumber("seed", "Any number").optional();
  private static final Setting<Boolean> DEEP =
      Setting.flag("deep", "Read nested tables").defaultsTo(false);
  private static final Setting<Duration> LAG =
      Setting.duration("lag", "How late rows appear").defaultsTo(Duration.ofMinutes(5));
  private static final Setting<Instant> START =
      Setting.instant("start", "Where to begin").optional();
  private static final Setting<String> ORDER =
      Setting.choice("order", "Direction", "asc", "desc").defaultsTo("asc");
  private static final ConfigurationSpec SPEC =
      ConfigurationSpec.of(BASE_URL, API_KEY, PAGE_SIZE, SEED, DEEP, LAG, START, ORDER);
  private static final String REQUIRED = "\"base_url\":\"http://a/b\",\"api_key\":\"s3cret-key\"";

  @Test
  void reportsEveryProblemTogetherEachWithItsFix() {
    assertThat(
            problems(
                "{\"base_url\":\"api.example.com\",\"page_size\":0,\"pagesize\":5,\"deep\":\"maybe\"}"))
        .startsWith("5 problems in the configuration\n")
        .contains(
            "- api_key is missing: set it to text that is not blank (Key from Settings > API"
                + " access)",
            "- base_url is \"api.example.com\": set it to an address with its scheme",
            "- page_size is \"0\": set it to a whole number from 1 to 1000",
            "- pagesize is not a setting of this connector: did you mean page_size?",
            "- deep is \"maybe\": set it to true or false");
  }

  @Test
  void acceptsTextForEveryType() {
    Configuration configuration =
        SPEC.parse(
            "{"
                + REQUIRED
                + ",\"page_size\":\" 10"
                + " \",\"deep\":\"True\",\"lag\":\"PT1H\",\"start\":\"2026-01-31\",\"order\":\"desc\",\"seed\":\"-1\"}");

    assertThat(configuration.value(PAGE_SIZE)).isEqualTo(10);
    assertThat(configuration.value(DEEP)).isTrue();
    assertThat(configuration.value(LAG)).isEqualTo(Duration.ofHours(1));
    assertThat(configuration.find(START)).hasValue(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(configuration.value(ORDER)).isEqualTo("desc");
    assertThat(configuration.find(SEED)).hasValue(-1L);
  }

  @Test
  void acceptsWholeNumbersHoweverTheyAreSpelled() {
    for (String spelled : List.of("100", "100.0", "1e2", "1.00E+2", "\"100\"", "\"1e2\"")) {
      assertThat(SPEC.parse("{" + REQUIRED + ",\"page_size\":" + spelled + "}").value(PAGE_SIZE))
          .isEqualTo(100);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "9223372036854775808",
        "1e400",
        "1e-400",
        "1e2147483647",
        "\"\"",
        "\"  \"",
        "\"ten\"",
        "true",
        "{}",
        "[1]"
      })
  void refusesWhatIsNoWholeNumber(String value) {
    assertThat(problems("{" + REQUIRED + ",\"seed\":" + value + "}"))
        .contains("- seed is ", "set it to a whole number");
  }

  @Test
  void nullCountsAsNotGiven() {
    assertThat(SPEC.parse("{" + REQUIRED + ",\"page_size\":null}").value(PAGE_SIZE)).isEqualTo(50);
    assertThat(problems("{\"base_url\":null,\"api_key\":\"k\"}")).contains("base_url is missing");
  }

  @Test
  void refusesWhatIsNoObjectAndKeysThatStandTwice() {
    for (String wrong : List.of("", "[]", "null", "{", "{} {}", "{\"seed\":1,\"seed\":2}")) {
      assertThatThrownBy(() -> SPEC.parse(wrong))
          .as(wrong)
          .isInstanceOf(ConfigurationException.class);
    }
  }

  @Test
  void showsNoSecretWhateverIsWrong() {
    for (String json :
        List.of(
            "{\"api_key\":{\"s3cret\":\"s3cret\"}}",
            "{\"api_key\":s3cret}",
            "{\"api_key\":\"s3cret",
            "{\"api_key\":\"s3cret\",\"api_key\":\"s3cret\"}",
            "{\"base_url\":\"https://user:s3cret@api.example.com\"}")) {
      Throwable failure =
          catchThrowableOfType(ConfigurationException.class, () -> SPEC.parse(json));
      for (; failure != null; failure = failure.getCause()) {
        assertThat(failure.getMessage()).as(json).doesNotContain("s3cret");
      }
    }
    assertThat(SPEC.parse("{" + REQUIRED + "}").toString())
        .contains("api_key=***")
        .doesNotContain("s3cret");
  }

  @Test
  void overridesWinAndIdentityHoldsWhatSaysTheSource() {
    Configuration configuration =
        SPEC.parse("{" + REQUIRED + "}", Map.of("base_url", "http://c/d"));

    assertThat(configuration.identity()).isEqualTo(Map.of("base_url", "http://c/d"));
    assertThat(configuration.secrets()).containsExactly("s3cret-key");
    assertThat(configuration.json(LAG)).hasValue("\"PT5M\"");
    assertThat(configuration.json(PAGE_SIZE)).hasValue("50");
    assertThat(configuration.json(SEED)).isEmpty();
  }

  @Test
  void itsSchemaIsValidAndSaysTheSameWhenReadBack() {
    String schema = SPEC.jsonSchema();

    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(schema, InputFormat.JSON))
        .isEmpty();
    ConfigurationSpec read = ConfigurationSpec.fromJsonSchema(schema);
    assertThat(read.jsonSchema()).isEqualTo(schema);
    assertThat(read.parse("{" + REQUIRED + "}").json())
        .isEqualTo(SPEC.parse("{" + REQUIRED + "}").json());
    assertThat(read.setting("api_key").orElseThrow().role()).isEqualTo(Setting.Role.SECRET);
  }

  @Test
  void nearestNamesAreNearOnly() {
    assertThat(NearestName.of("Page_Sise", List.of("base_url", "page_size"))).hasValue("page_size");
    assertThat(NearestName.of("timeout", List.of("base_url", "page_size"))).isEmpty();
  }

  @Test
  void masksValuesInEveryFormTheyTravelIn() {
    Redactor redactor = Redactor.of(List.of("p+w/ d~*", "p+w", " "));

    assertThat(
            redactor.redact(
                "p+w/ d~* | cCt3LyBkfio= | cCt3LyBkfio | p%2Bw%2F+d%7E* | p%2Bw%2F%20d%7E* |"
                    + " p%2Bw%2F%20d~%2A | p+w"))
        .isEqualTo("*** | *** | *** | *** | *** | *** | ***");
    assertThat(Redactor.none().redact("p+w")).isEqualTo("p+w");
  }

  @Test
  void aReplacedSettingHasItsNewValueAndBothSecretsAreMasked() {
    Configuration configuration = SPEC.parse("{" + REQUIRED + "}");
    Redactor before = configuration.redactor();
    List<String> heard = new ArrayList<>();
    configuration.onReplacement(
        setting -> heard.add(setting + " " + before.redact(configuration.value(API_KEY))));

    configuration.replace(API_KEY, "the-next-key");
    configuration.replace(PAGE_SIZE, 70L);

    assertThat(heard).containsExactly("api_key ***", "page_size ***");
    assertThat(configuration.value(API_KEY)).isEqualTo("the-next-key");
    assertThat(configuration.value(PAGE_SIZE)).isEqualTo(70);
    assertThat(configuration.secrets()).containsExactly("the-next-key");
    assertThat(before.redact("s3cret-key, then the-next-key")).isEqualTo("***, then ***");
    assertThat(configuration.toString()).doesNotContain("the-next-key");
  }

  @Test
  void whatSaysWhichSourceIsReadCannotBeReplaced() {
    Configuration configuration = SPEC.parse("{" + REQUIRED + "}");
    assertThatThrownBy(() -> configuration.replace(BASE_URL, URI.create("http://b/c")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base_url says which source is read");
    assertThatThrownBy(() -> configuration.replace(PAGE_SIZE, 0L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a whole number from 1 to 1000");
    assertThatThrownBy(() -> configuration.replace(API_KEY, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("api_key is not usable");
    assertThatThrownBy(() -> configuration.replace(Setting.flag("other", "Any"), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no setting other");
    assertThat(configuration.value(PAGE_SIZE)).isEqualTo(50);
  }

  @Test
  void whatAListenerThrowsReachesWhoeverReplaced() {
    Configuration configuration = SPEC.parse("{" + REQUIRED + "}");
    configuration.onReplacement(
        setting -> {
          throw new IllegalStateException("nobody listens");
        });
    assertThatThrownBy(() -> configuration.replace(API_KEY, "the-next-key"))
        .hasMessage("nobody listens");
  }

  private static String problems(String json) {
    return catchThrowableOfType(ConfigurationException.class, () -> SPEC.parse(json)).getMessage();
  }
}
