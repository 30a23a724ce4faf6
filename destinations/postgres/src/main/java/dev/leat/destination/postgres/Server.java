package dev.leat.destination.postgres;

import dev.leat.destination.postgres.Address.Setting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** A database on a server: opens connections to it. Thread-safe. */
final class Server {

  /** What the session says, whatever the role or the database is set to. */
  private static final String SESSION =
      """
      SET search_path = pg_catalog, pg_temp;
      SET TimeZone = 'UTC';
      SET DateStyle = 'ISO, YMD';
      SET bytea_output = 'hex';
      SET standard_conforming_strings = on;
      SET extra_float_digits = 1;
      SET default_transaction_isolation = 'repeatable read';
      SET lock_timeout = '%ss';
      """;

  /** With this, a statement of a process that was killed ends soon. Not all systems have it. */
  private static final String NOTICE_LOST_CLIENTS =
      """
      DO $$ BEGIN
        SET client_connection_check_interval = '1s';
      EXCEPTION WHEN others THEN
        NULL;
      END $$
      """;

  private static final int OLDEST_VERSION = 140_000;

  private final Address address;

  Server(Address address) {
    this.address = address;
  }

  Address address() {
    return address;
  }

  /**
   * Opens the database.
   *
   * @throws dev.leat.sdk.error.ConfigurationException if the server is too old, or the database
   *     cannot hold every text
   */
  PostgresDatabase open() throws SQLException {
    return new PostgresDatabase(connect());
  }

  /** As {@link #open}, without what is around a connection. */
  Connection connect() throws SQLException {
    Connection connection = new Driver().connect(url(), properties());
    try (Statement statement = connection.createStatement()) {
      requireFit(statement);
      statement.execute(SESSION.formatted(address.setting(Setting.LOCK_TIMEOUT)));
      statement.execute(NOTICE_LOST_CLIENTS);
      return connection;
    } catch (SQLException | RuntimeException e) {
      close(connection, e);
      throw e;
    }
  }

  private void requireFit(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT current_setting('server_version_num')::int,"
                + " current_setting('server_version'), current_setting('server_encoding')")) {
      row.next();
      if (row.getInt(1) < OLDEST_VERSION) {
        throw Explanation.unfit(
            address, "is of PostgreSQL " + row.getString(2) + ": Leat needs version 14 or newer");
      }
      if (!row.getString(3).equals("UTF8")) {
        throw Explanation.unfit(
            address,
            "is encoded as "
                + row.getString(3)
                + ", which cannot hold every text: make one with CREATE DATABASE ... ENCODING"
                + " 'UTF8' TEMPLATE template0");
      }
    }
  }

  private String url() {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    String database = URLEncoder.encode(address.database(), StandardCharsets.UTF_8);
    return "jdbc:postgresql://" + host + ":" + address.port() + "/" + database;
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    Password.of(address).ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", address.setting(Setting.APPLICATION_NAME));
    properties.setProperty("connectTimeout", address.setting(Setting.CONNECT_TIMEOUT));
    properties.setProperty("loginTimeout", address.setting(Setting.CONNECT_TIMEOUT));
    properties.setProperty("socketTimeout", address.setting(Setting.SOCKET_TIMEOUT));
    properties.setProperty("tcpKeepAlive", "true");
    // Statements name temporary tables that are made anew, so none is worth preparing.
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("sslmode", address.setting(Setting.SSLMODE));
    for (Setting file : new Setting[] {Setting.SSLROOTCERT, Setting.SSLCERT, Setting.SSLKEY}) {
      if (!address.setting(file).isEmpty()) {
        properties.setProperty(file.key(), address.setting(file));
      }
    }
    return properties;
  }

  private static void close(Connection connection, Exception because) {
    try {
      connection.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
