package dev.leat.host.fivetran;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.config.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the user filled into the form: text by setting name. A blank field counts as not filled in.
 * Thread-safe; shows no secret.
 */
final class FormValues {

  private final ConfigurationSpec spec;
  private final Map<String, String> values;
  private volatile Redactor masking;

  FormValues(ConfigurationSpec spec, Map<String, String> values) {
    this.spec = spec;
    Map<String, String> filled = new LinkedHashMap<>(values);
    filled.values().removeIf(String::isBlank);
    this.values = filled;
    this.masking = Redactor.of(filledSecrets());
  }

  /**
   * The settings.
   *
   * @param replaced told, by whatever thread replaces it, of a setting that the source has replaced
   * @throws dev.leat.sdk.error.ConfigurationException if anything is wrong; lists every problem
   */
  Configuration configuration(Consumer<Setting<?>> replaced) {
    Configuration configuration = spec.parse("{}", values);
    masking = configuration.redactor();
    configuration.onReplacement(replaced);
    return configuration;
  }

  /**
   * Masks every secret that was filled in, whether the settings are valid or not, and what replaces
   * it later on.
   */
  Redactor redactor() {
    return Redactor.asOf(() -> masking);
  }

  /** What a user is told when a setting was replaced. */
  static String lost(Setting<?> setting) {
    return "The source has replaced the setting "
        + setting
        + ", and Fivetran takes no setting back: authorise again and fill it in anew if the source"
        + " refuses the next sync";
  }

  private List<String> filledSecrets() {
    return spec.settings().stream()
        .filter(each -> each.role() == Setting.Role.SECRET)
        .flatMap(each -> Stream.ofNullable(values.get(each.name())))
        .flatMap(each -> Stream.of(each, each.strip()))
        .toList();
  }
}
