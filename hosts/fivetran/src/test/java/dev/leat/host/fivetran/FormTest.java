package dev.leat.host.fivetran;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.fivetran.wire.ConfigurationFormRequest;
import dev.leat.host.fivetran.wire.ConfigurationFormResponse;
import dev.leat.host.fivetran.wire.ConfigurationTest;
import dev.leat.host.fivetran.wire.FormField;
import dev.leat.host.fivetran.wire.SchemaRequest;
import dev.leat.host.fivetran.wire.TestRequest;
import dev.leat.host.fivetran.wire.TestResponse;
import dev.leat.host.fivetran.wire.TextField;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Alternative;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a user sees before the first sync: the form, the tests, their failures. */
class FormTest {

  private static final Table USER = Table.named("user").key("id");

  private final HostInMemory host =
      HostInMemory.serving(
          new FakeConnector(
              ConfigurationSpec.of(
                  Setting.url("base_url", "Where the API is"),
                  Setting.secret("api_key", "The key from Settings"),
                  Setting.wholeNumber("page_size", "Rows a page").between(1, 1000).defaultsTo(50L),
                  Setting.choice("region", "Where the data lies", "eu", "us").defaultsTo("eu"),
                  Setting.flag("archived", "Whether old rows count").defaultsTo(false),
                  Setting.duration("lag", "How late rows may come").defaultsTo(Duration.ZERO),
                  Setting.text("note", "Anything").optional(),
                  Setting.list("accountIds", "What to read", SettingType.wholeNumber())
                      .defaultsTo(List.of(1L, 2L)),
                  Setting.object("proxy", "The way out", Setting.text("host", "Its name"))
                      .optional(),
                  Setting.oneOf(
                          "credentials",
                          "How to sign in",
                          "type",
                          Alternative.of("key", "API key", Setting.secret("key", "Your key")),
                          Alternative.of("app", "App", Setting.text("client", "Its name")),
                          Alternative.of("none", "Nothing"))
                      .optional()),
              Schema.of(USER),
              (request, out) -> SyncResult.complete()));

  @AfterEach
  void stop() {
    host.close();
  }

  private FormField field(String name) {
    return form().getFieldsList().stream()
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ConfigurationFormResponse form() {
    return host.client().configurationForm(ConfigurationFormRequest.getDefaultInstance());
  }

  private TestResponse test(String name, Map<String, String> configuration) {
    return host.client()
        .test(TestRequest.newBuilder().setName(name).putAllConfiguration(configuration).build());
  }

  @Test
  void hasOneFieldASettingInTheirOrder() {
    assertThat(form().getFieldsList())
        .extracting(FormField::getName)
        .containsExactly(
            "base_url",
            "api_key",
            "page_size",
            "region",
            "archived",
            "lag",
            "note",
            "accountIds",
            "proxy.host",
            "credentials.type",
            "credentials.type.key",
            "credentials.type.app");
  }

  @Test
  void drawsAListAsTextWithCommas() {
    assertThat(field("accountIds").getLabel()).isEqualTo("Account ids");
    assertThat(field("accountIds").getDescription())
        .isEqualTo("What to read (a list, each of it a whole number, with commas between)");
    assertThat(field("accountIds").getDefaultValue()).isEqualTo("[1,2]");
  }

  @Test
  void drawsTheSettingsOfAnObjectByThemselves() {
    assertThat(field("proxy.host").getLabel()).isEqualTo("Host");
    assertThat(field("proxy.host").getRequired()).as("the proxy is optional").isFalse();
  }

  @Test
  void showsTheFieldsOfTheAlternativeThatIsChosen() {
    assertThat(
            field("credentials.type")
                .getDescriptiveDropdownFields()
                .getDescriptiveDropdownFieldList())
        .extracting(each -> each.getValue() + ": " + each.getLabel())
        .containsExactly("key: API key", "app: App", "none: Nothing");
    var key = field("credentials.type.key").getConditionalFields();
    assertThat(key.getCondition().getConditionField()).isEqualTo("credentials.type");
    assertThat(key.getCondition().getStringValue()).isEqualTo("key");
    assertThat(key.getFields(0).getName()).isEqualTo("credentials.key");
    assertThat(key.getFields(0).getTextField()).isEqualTo(TextField.Password);
  }

  @Test
  void whatWasFilledInForAnotherAlternativeCountsAsNotFilledIn() {
    Map<String, String> filled =
        Map.of(
            "base_url", "https://api.example.com",
            "api_key", "hush-hush",
            "accountIds", "3, 4",
            "proxy.host", "p",
            "credentials.type", "app",
            "credentials.key", "left-over",
            "credentials.client", "c");
    assertThat(test("settings", filled).getSuccess()).isTrue();
    Map<String, String> lacking = new HashMap<>(filled);
    lacking.put("credentials.type", "key");
    lacking.put("credentials.key", "");
    assertThat(test("settings", lacking).getFailure()).contains("credentials.key is missing");
  }

  @Test
  void namesAnAddressInWordsAndSaysWhatItLooksLike() {
    assertThat(field("base_url").getLabel()).isEqualTo("Base URL");
    assertThat(field("base_url").getTextField()).isEqualTo(TextField.PlainText);
    assertThat(field("base_url").getDescription())
        .startsWith("Where the API is (an address with its scheme");
  }

  @Test
  void hidesASecretAsItIsTyped() {
    assertThat(field("api_key").getTextField()).isEqualTo(TextField.Password);
    assertThat(field("api_key").getLabel()).isEqualTo("API key");
  }

  @Test
  void requiresWhatHasNoDefaultAndIsNotOptional() {
    assertThat(form().getFieldsList())
        .filteredOn(FormField::getRequired)
        .extracting(FormField::getName)
        .containsExactly("base_url", "api_key");
  }

  @Test
  void fillsInDefaultsAsText() {
    assertThat(field("page_size").getDefaultValue()).isEqualTo("50");
    assertThat(field("archived").getDefaultValue()).isEqualTo("false");
    assertThat(field("lag").getDefaultValue()).isEqualTo("PT0S");
    assertThat(field("note").hasDefaultValue()).isFalse();
  }

  @Test
  void offersTheWordsOfAChoice() {
    assertThat(field("region").getDropdownField().getDropdownFieldList())
        .containsExactly("eu", "us");
  }

  @Test
  void drawsAFlagAsAToggle() {
    assertThat(field("archived").hasToggleField()).isTrue();
  }

  @Test
  void letsTablesButNotSchemasBeSelected() {
    assertThat(form().getTableSelectionSupported()).isTrue();
    assertThat(form().getSchemaSelectionSupported()).isFalse();
  }

  @Test
  void namesTestsThatTheServerKnows() {
    Map<String, String> good = Map.of("base_url", "https://api.example.com", "api_key", "k1");
    assertThat(form().getTestsList()).hasSize(2);
    for (ConfigurationTest each : form().getTestsList()) {
      assertThat(test(each.getName(), good).getSuccess()).as(each.getName()).isTrue();
    }
  }

  @Test
  void aTestListsEveryProblemAndShowsNoSecret() {
    TestResponse answer =
        test(
            "connection",
            Map.of("base_url", "nowhere", "api_key", "hush", "page_size", "0", "regio", "eu"));
    assertThat(answer.getFailure())
        .contains("3 problems", "base_url", "page_size", "did you mean region?")
        .doesNotContain("hush");
  }

  @Test
  void aFieldLeftBlankCountsAsNotFilledIn() {
    assertThat(test("settings", Map.of("base_url", "  ", "api_key", "k", "note", "")).getFailure())
        .contains("1 problem", "base_url is missing");
  }

  @Test
  void anUnknownTestFailsAndSaysWhichThereAre() {
    assertThat(
            test("speed", Map.of("base_url", "https://api.example.com", "api_key", "k"))
                .getFailure())
        .contains("\"speed\"", "settings", "connection");
  }

  @Test
  void theSchemaOfBadSettingsIsRefusedWithEveryProblem() {
    Assertions.assertThatThrownBy(() -> host.client().schema(SchemaRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(e.getStatus().getDescription()).contains("base_url", "api_key");
            });
  }
}
