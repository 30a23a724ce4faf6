package dev.leat.sdk.http.auth;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Auth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One of several credentials, as a setting says. Immutable. */
public final class AuthChoice {

  private final Setting<String> setting;
  private final Map<String, Function<Configuration, Auth>> ways;

  private AuthChoice(Setting<String> setting, Map<String, Function<Configuration, Auth>> ways) {
    this.setting = setting;
    this.ways = ways;
  }

  /** A choice that this setting makes, without a way yet. */
  public static AuthChoice by(Setting<String> setting) {
    return new AuthChoice(setting, Map.of());
  }

  /** The same choice; for this value of the setting the credential is made like this. */
  public AuthChoice when(String value, Function<Configuration, Auth> way) {
    Map<String, Function<Configuration, Auth>> more = new LinkedHashMap<>(ways);
    more.put(value, way);
    return new AuthChoice(setting, more);
  }

  /**
   * The chosen credential.
   *
   * @throws ConfigurationException if there is no way for the value of the setting, or none is set
   */
  public Auth in(Configuration configuration) {
    Optional<String> value = configuration.find(setting);
    Function<Configuration, Auth> way = value.map(ways::get).orElse(null);
    if (way == null) {
      throw new ConfigurationException(
          setting.name()
              + value.map(given -> " is \"" + given + "\"").orElse(" is missing")
              + ": set it to one of "
              + String.join(", ", ways.keySet()));
    }
    return way.apply(configuration);
  }
}
