package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.ConfigurationFormResponse;
import dev.leat.host.fivetran.wire.ConfigurationTest;
import dev.leat.host.fivetran.wire.DropdownField;
import dev.leat.host.fivetran.wire.FormField;
import dev.leat.host.fivetran.wire.TextField;
import dev.leat.host.fivetran.wire.ToggleField;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The form that a user fills in, one field a setting, and the tests that follow. Stateless. */
final class Form {

  /** Are the settings valid by themselves? */
  static final String SETTINGS_TEST = "settings";

  /** Do they work against the source? */
  static final String CONNECTION_TEST = "connection";

  private static final Set<String> ACRONYMS = Set.of("api", "http", "id", "url", "utc");

  private Form() {}

  static ConfigurationFormResponse of(ConfigurationSpec spec) {
    ConfigurationFormResponse.Builder form =
        ConfigurationFormResponse.newBuilder()
            .setSchemaSelectionSupported(false)
            .setTableSelectionSupported(true)
            .addTests(test(SETTINGS_TEST, "The settings are valid"))
            .addTests(test(CONNECTION_TEST, "The source answers"));
    spec.settings().forEach(each -> form.addFields(field(each)));
    return form.build();
  }

  private static <T> FormField field(Setting<T> setting) {
    FormField.Builder field =
        FormField.newBuilder()
            .setName(setting.name())
            .setLabel(label(setting.name()))
            .setRequired(setting.presence() == Setting.Presence.REQUIRED)
            .setDescription(description(setting));
    setting.defaultValue().ifPresent(value -> field.setDefaultValue(value.toString()));
    return switch (setting.type().kind()) {
      case FLAG -> field.setToggleField(ToggleField.getDefaultInstance()).build();
      case CHOICE ->
          field
              .setDropdownField(
                  DropdownField.newBuilder().addAllDropdownField(setting.type().words()))
              .build();
      case TEXT, URL, WHOLE_NUMBER, DURATION, INSTANT ->
          field
              .setTextField(
                  setting.role() == Setting.Role.SECRET ? TextField.Password : TextField.PlainText)
              .build();
    };
  }

  /** What the setting is for, and what a value looks like if that is not plain to see. */
  private static String description(Setting<?> setting) {
    SettingType.Kind kind = setting.type().kind();
    boolean plain =
        kind == SettingType.Kind.TEXT
            || kind == SettingType.Kind.FLAG
            || kind == SettingType.Kind.CHOICE;
    return plain
        ? setting.description()
        : setting.description() + " (" + setting.type().expectation() + ")";
  }

  /** {@code base_url} becomes {@code Base URL}. */
  private static String label(String name) {
    String words =
        Arrays.stream(name.split("_", -1))
            .map(word -> ACRONYMS.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
            .collect(Collectors.joining(" "));
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static ConfigurationTest test(String name, String label) {
    return ConfigurationTest.newBuilder().setName(name).setLabel(label).build();
  }
}
