package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.ConditionalFields;
import dev.leat.host.fivetran.wire.ConfigurationFormResponse;
import dev.leat.host.fivetran.wire.ConfigurationTest;
import dev.leat.host.fivetran.wire.DescriptiveDropDownField;
import dev.leat.host.fivetran.wire.DescriptiveDropDownFields;
import dev.leat.host.fivetran.wire.DropdownField;
import dev.leat.host.fivetran.wire.FormField;
import dev.leat.host.fivetran.wire.TextField;
import dev.leat.host.fivetran.wire.ToggleField;
import dev.leat.host.fivetran.wire.VisibilityCondition;
import dev.leat.sdk.config.Alternative;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingPath;
import dev.leat.sdk.config.SettingType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
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
    addFields(spec, List.of(), Setting.Presence.REQUIRED, form::addFields);
    return form.build();
  }

  private static void addFields(
      ConfigurationSpec spec,
      List<String> outer,
      Setting.Presence presence,
      Consumer<FormField> form) {
    for (Setting<?> setting : spec.settings()) {
      List<String> steps = new ArrayList<>(outer);
      steps.add(setting.name());
      SettingPath path = new SettingPath(steps, setting);
      // Within what may be left out, nothing must be filled in.
      Setting.Presence inner =
          presence == Setting.Presence.REQUIRED ? setting.presence() : presence;
      switch (setting.type().kind()) {
        case OBJECT -> addFields(setting.type().fields().orElseThrow(), steps, inner, form);
        case ONE_OF -> addAlternatives(path, inner, form);
        default -> form.accept(field(path, inner));
      }
    }
  }

  /** A list of the alternatives, and the fields of each that show when it is the chosen one. */
  private static void addAlternatives(
      SettingPath path, Setting.Presence presence, Consumer<FormField> form) {
    SettingType<?> type = path.setting().type();
    String choice = path.text() + "." + type.discriminator().orElseThrow();
    DescriptiveDropDownFields.Builder titles = DescriptiveDropDownFields.newBuilder();
    for (Alternative each : type.alternatives()) {
      titles.addDescriptiveDropdownField(
          DescriptiveDropDownField.newBuilder().setValue(each.name()).setLabel(each.title()));
    }
    form.accept(
        FormField.newBuilder()
            .setName(choice)
            .setLabel(label(path.setting().name()))
            .setRequired(presence == Setting.Presence.REQUIRED)
            .setDescription(path.setting().description())
            .setDescriptiveDropdownFields(titles)
            .build());
    for (Alternative each : type.alternatives()) {
      ConditionalFields.Builder shown =
          ConditionalFields.newBuilder()
              .setCondition(
                  VisibilityCondition.newBuilder()
                      .setConditionField(choice)
                      .setStringValue(each.name()));
      addFields(each.fields(), path.steps(), presence, shown::addFields);
      if (shown.getFieldsCount() > 0) {
        form.accept(
            FormField.newBuilder()
                .setName(choice + "." + each.name())
                .setLabel(each.title())
                .setConditionalFields(shown)
                .build());
      }
    }
  }

  private static FormField field(SettingPath path, Setting.Presence presence) {
    Setting<?> setting = path.setting();
    FormField.Builder field =
        FormField.newBuilder()
            .setName(path.text())
            .setLabel(label(setting.name()))
            .setRequired(presence == Setting.Presence.REQUIRED)
            .setDescription(description(setting));
    setting.defaultText().ifPresent(field::setDefaultValue);
    return switch (setting.type().kind()) {
      case FLAG -> field.setToggleField(ToggleField.getDefaultInstance()).build();
      case CHOICE ->
          field
              .setDropdownField(
                  DropdownField.newBuilder().addAllDropdownField(setting.type().words()))
              .build();
      case TEXT,
          URL,
          WHOLE_NUMBER,
          NUMBER,
          DURATION,
          PERIOD,
          TIME_SPAN,
          INSTANT,
          DATE,
          LIST,
          OBJECT,
          ONE_OF ->
          field
              .setTextField(
                  setting.role() == Setting.Role.SECRET ? TextField.Password : TextField.PlainText)
              .build();
    };
  }

  /** What the setting is for, and what a value looks like if that is not plain to see. */
  private static String description(Setting<?> setting) {
    SettingType<?> type = setting.type();
    return switch (type.kind()) {
      case TEXT, FLAG, CHOICE -> setting.description();
      case LIST ->
          setting.description()
              + " ("
              + type.expectation()
              + (type.element().orElseThrow().fields().isPresent() ? "" : ", with commas between")
              + ")";
      default -> setting.description() + " (" + type.expectation() + ")";
    };
  }

  /** {@code base_url} and {@code baseUrl} become {@code Base URL}. */
  private static String label(String name) {
    String words =
        Arrays.stream(name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", "_").split("[^\\p{L}\\p{N}]+", -1))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .map(word -> ACRONYMS.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
            .collect(Collectors.joining(" "));
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static ConfigurationTest test(String name, String label) {
    return ConfigurationTest.newBuilder().setName(name).setLabel(label).build();
  }
}
