package dev.leat.destination.postgres;

import dev.leat.sdk.error.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a database is and how to get there, from an address and the variables that PostgreSQL's own
 * programs know. Holds no password: {@link Password} finds it when it is needed. Immutable.
 *
 * @param settings what the address or the environment says of each
 * @param environment of this process
 */
record Address(
    String host,
    int port,
    String user,
    String database,
    Map<Setting, String> settings,
    Map<String, String> environment) {

  private static final int USUAL_PORT = 5432;
  private static final int GREATEST_PORT = 65_535;

  /** What an address may say after a question mark. */
  enum Setting {
    /** {@code disable}, {@code allow}, {@code prefer}, {@code require}, {@code verify-full}, ... */
    SSLMODE("PGSSLMODE", "prefer"),
    SSLROOTCERT("PGSSLROOTCERT", ""),
    SSLCERT("PGSSLCERT", ""),
    SSLKEY("PGSSLKEY", ""),
    /** How many seconds a connection may take; 0 for as long as it takes. */
    CONNECT_TIMEOUT("PGCONNECT_TIMEOUT", "10"),
    /** How many seconds an answer may take; 0 for as long as it takes. */
    SOCKET_TIMEOUT("", "0"),
    /**
     * How many seconds to wait for a table that somebody else has locked; 0 to wait without end.
     */
    LOCK_TIMEOUT("", "60"),
    APPLICATION_NAME("PGAPPNAME", "leat");

    private final String variable;
    private final String usual;

    Setting(String variable, String usual) {
      this.variable = variable;
      this.usual = usual;
    }

    String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    private boolean isSeconds() {
      return key().endsWith("_timeout");
    }
  }

  /**
   * Reads an address.
   *
   * @param address what follows the colon: {@code //user@host:port/database?sslmode=require}; every
   *     part may be missing
   * @throws ConfigurationException if it is not of that form, or has a password in it
   */
  static Address parse(String address, Map<String, String> environment) {
    URI uri = uri(address);
    String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    if (user.contains(":")) {
      throw new ConfigurationException(
          "The address of the database has a password in it, which others could read in the list of"
              + " processes: put it into PGPASSWORD, or into ~/.pgpass");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String owner =
        Optional.of(decoded(user))
            .filter(each -> !each.isEmpty())
            .or(() -> variable(environment, "PGUSER"))
            .orElse(System.getProperty("user.name"));
    String database =
        Optional.of(decoded(path.startsWith("/") ? path.substring(1) : path))
            .filter(each -> !each.isEmpty())
            .or(() -> variable(environment, "PGDATABASE"))
            .orElse(owner);
    return new Address(
        host(uri, environment),
        port(uri, environment),
        owner,
        database,
        settings(uri, environment),
        Map.copyOf(environment));
  }

  String setting(Setting setting) {
    return settings.getOrDefault(setting, setting.usual);
  }

  /** For messages; without the settings. */
  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return "postgres://" + user + "@" + shown + ":" + port + "/" + database;
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(PostgresProvider.SCHEME + ":" + (address.isEmpty() ? "///" : address));
      boolean hasHost = uri.getRawAuthority() == null || uri.getHost() != null;
      if (address.isEmpty() || (address.startsWith("//") && hasHost)) {
        return uri;
      }
      if (address.startsWith("//") && uri.getRawAuthority().endsWith("@")) {
        return new URI(PostgresProvider.SCHEME + "://" + uri.getRawAuthority() + "localhost");
      }
    } catch (URISyntaxException e) {
      // The reason would show the address, and there may be a password in it.
    }
    throw new ConfigurationException(
        "The address of the database is not of the form " + PostgresProvider.USAGE);
  }

  private static String host(URI uri, Map<String, String> environment) {
    String named = uri.getHost();
    String host =
        named != null && !named.isEmpty()
            ? named.replaceAll("^\\[|]$", "")
            : variable(environment, "PGHOST").orElse("localhost");
    if (host.startsWith("/")) {
      throw new ConfigurationException(
          "PGHOST is "
              + host
              + ", the folder of a socket, by which Leat cannot connect: name a host, such as"
              + " postgres://localhost/"
              + "DATABASE");
    }
    return host;
  }

  private static int port(URI uri, Map<String, String> environment) {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    String port = variable(environment, "PGPORT").orElse(Integer.toString(USUAL_PORT));
    try {
      int number = Integer.parseInt(port);
      if (number > 0 && number <= GREATEST_PORT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ConfigurationException("PGPORT is " + port + ": make it a number from 1 to 65535");
  }

  private static Map<Setting, String> settings(URI uri, Map<String, String> environment) {
    Map<Setting, String> settings = new TreeMap<>();
    for (Setting setting : Setting.values()) {
      variable(environment, setting.variable).ifPresent(value -> settings.put(setting, value));
    }
    given(uri).forEach((key, value) -> settings.put(setting(key), value));
    settings.forEach(Address::require);
    return Map.copyOf(settings);
  }

  private static Map<String, String> given(URI uri) {
    Map<String, String> given = new LinkedHashMap<>();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String key = equals < 0 ? pair : pair.substring(0, equals);
        given.put(decoded(key), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return given;
  }

  /** Without the value: there may be a password in it. */
  private static Setting setting(String key) {
    return Arrays.stream(Setting.values())
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "\""
                        + key
                        + "\" is not a setting of a postgres address: it takes "
                        + Arrays.stream(Setting.values())
                            .map(Setting::key)
                            .collect(Collectors.joining(", "))));
  }

  private static void require(Setting setting, String value) {
    if (setting.isSeconds() && !value.matches("\\d{1,6}")) {
      throw new ConfigurationException(
          setting.key() + " is \"" + value + "\": make it a number of seconds");
    }
    if (setting == Setting.SSLMODE
        && !value.matches("disable|allow|prefer|require|verify-ca|verify-full")) {
      throw new ConfigurationException(
          "sslmode is \""
              + value
              + "\": take disable, allow, prefer, require, verify-ca or verify-full");
    }
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(each -> !each.isBlank());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
