package dev.leat.host.fivetran;

import dev.leat.sdk.config.Alternative;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingPath;
import dev.leat.sdk.config.SettingType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    this.masking = Redactor.of(filledSecrets(spec, filled));
    spec.paths().forEach(path -> removeHidden(path, filled));
    this.values = filled;
  }

  /** A form keeps what was filled in before another alternative was chosen. */
  private static void removeHidden(SettingPath path, Map<String, String> filled) {
    SettingType<?> type = path.setting().type();
    Optional<String> chosen =
        type.discriminator().map(name -> filled.get(path.text() + "." + name));
    Set<String> shown = new HashSet<>();
    Set<String> all = new HashSet<>();
    for (Alternative each : type.alternatives()) {
      for (SettingPath field : each.fields().paths()) {
        all.add(path.text() + "." + field.text());
        if (chosen.filter(each.name()::equals).isPresent()) {
          shown.add(path.text() + "." + field.text());
        }
      }
    }
    if (chosen.isPresent()) {
      all.removeAll(shown);
      filled.keySet().removeAll(all);
    }
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

  private static List<String> filledSecrets(ConfigurationSpec spec, Map<String, String> filled) {
    return spec.paths().stream()
        .filter(each -> each.setting().role() == Setting.Role.SECRET)
        .flatMap(
            each -> Stream.ofNullable(filled.get(each.text())).flatMap(text -> words(each, text)))
        .flatMap(each -> Stream.of(each, each.strip()))
        .toList();
  }

  private static Stream<String> words(SettingPath path, String text) {
    boolean list = path.setting().type().kind() == SettingType.Kind.LIST;
    return list ? Stream.concat(Stream.of(text), Stream.of(text.split(","))) : Stream.of(text);
  }
}
