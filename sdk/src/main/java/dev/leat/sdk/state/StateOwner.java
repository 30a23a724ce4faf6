package dev.leat.sdk.state;

import com.google.common.hash.Hashing;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.Remedy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whose state it is: a connector, and the settings that say which source it reads. Immutable.
 *
 * @param connector the connector's name
 * @param fingerprint of its identity settings; says nothing about their values
 */
public record StateOwner(String connector, String fingerprint) {

  /**
   * The owner for a connector with these identity settings.
   *
   * @param identity settings that say which source is read, by name; may be empty
   */
  public static StateOwner of(String connector, Map<String, String> identity) {
    StringBuilder canonical = new StringBuilder(connector);
    new TreeMap<>(identity)
        .forEach((name, value) -> canonical.append('\0').append(name).append('\0').append(value));
    String hash =
        Hashing.sha256().hashString(canonical, StandardCharsets.UTF_8).toString().substring(0, 16);
    return new StateOwner(connector, hash);
  }

  /**
   * Refuses a state of anybody else.
   *
   * @throws ConfigurationException if {@code other} is not this owner; it has a {@link Remedy}
   */
  public void requireSame(StateOwner other) {
    if (!connector.equals(other.connector)) {
      throw new ConfigurationException(
          "The state belongs to connector \""
              + other.connector
              + "\", not to \""
              + connector
              + "\": give the state of "
              + connector
              + ", or start over",
          null,
          Remedy.START_OVER);
    }
    if (!fingerprint.equals(other.fingerprint)) {
      throw new ConfigurationException(
          "The state was written for another source (the identity settings of \""
              + connector
              + "\" have changed): restore them, or start over",
          null,
          Remedy.START_OVER);
    }
  }
}
