package dev.leat.host.fivetran;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.config.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the user filled into the form: text by setting name. A blank field counts as not filled in.
 * Immutable; shows no secret.
 */
final class FormValues {

  private final ConfigurationSpec spec;
  private final Map<String, String> values;

  FormValues(ConfigurationSpec spec, Map<String, String> values) {
    this.spec = spec;
    Map<String, String> filled = new LinkedHashMap<>(values);
    filled.values().removeIf(String::isBlank);
    this.values = filled;
  }

  /**
   * The settings.
   *
   * @throws dev.leat.sdk.error.ConfigurationException if anything is wrong; lists every problem
   */
  Configuration configuration() {
    return spec.parse("{}", values);
  }

  /** Masks every secret that was filled in, whether the settings are valid or not. */
  Redactor redactor() {
    List<String> secrets =
        spec.settings().stream()
            .filter(each -> each.role() == Setting.Role.SECRET)
            .flatMap(each -> Stream.ofNullable(values.get(each.name())))
            .flatMap(each -> Stream.of(each, each.strip()))
            .toList();
    return Redactor.of(secrets);
  }
}
