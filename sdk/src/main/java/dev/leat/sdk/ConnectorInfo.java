package dev.leat.sdk;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Who a connector is. Immutable.
 *
 * @param name lower-case letters, digits and hyphens, for example {@code step-size}; names the
 *     pipeline and the schema in a destination
 * @param version of the connector, for example {@code 0.1.0}
 * @param documentation where people read about it
 */
public record ConnectorInfo(String name, String version, URI documentation) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  /**
   * @param documentation an address
   * @throws IllegalArgumentException as below, and if the address is none
   */
  public ConnectorInfo(String name, String version, String documentation) {
    this(name, version, URI.create(documentation));
  }

  /**
   * @throws IllegalArgumentException if the name is not of the form above or the version is blank
   */
  public ConnectorInfo {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A connector's name is lower-case letters, digits and hyphens, at most 63, got \""
              + name
              + "\"");
    }
    if (version.isBlank()) {
      throw new IllegalArgumentException("Connector " + name + " needs a version");
    }
  }
}
