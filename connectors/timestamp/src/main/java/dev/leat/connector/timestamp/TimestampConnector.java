package dev.leat.connector.timestamp;

import static dev.leat.sdk.schema.DataType.STRING;
import static dev.leat.sdk.schema.DataType.UTC_DATETIME;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.ApiConnector;
import dev.leat.sdk.walk.Timestamp;
import dev.leat.sdk.walk.Walk;
import java.net.URI;
import java.time.Duration;

/** Reads a table whose API gives the rows changed since a time, and of many only the first. */
public final class TimestampConnector extends ApiConnector {

  static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Full address of the endpoint, e.g. https://api.example.com/users")
          .identity();
  static final Setting<Duration> VISIBILITY_LAG =
      Setting.duration("visibility_lag", "How long a change may take to show up in the API")
          .defaultsTo(Duration.ofMinutes(5));
  static final Setting<String> API_TOKEN =
      Setting.secret("api_token", "Bearer token, if the API asks for one").optional();

  private static final Table USER =
      Table.named("user")
          .columns(STRING, "id", "name", "email", "address", "company", "job")
          .columns(UTC_DATETIME, "updatedAt", "createdAt")
          .key("id")
          .versionedBy("updatedAt");

  public TimestampConnector() {
    super(
        new ConnectorInfo("timestamp", "0.1.0", "https://leat.dev/connectors/timestamp"),
        ConfigurationSpec.of(BASE_URL, VISIBILITY_LAG, API_TOKEN));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    return http.at(settings.value(BASE_URL)).named(BASE_URL).auth(Auth.bearer(settings, API_TOKEN));
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    return Timestamp.of(USER)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .ascending()
        .visibilityLag(settings.value(VISIBILITY_LAG))
        .since(api, Request.get(""), Slot.query("since"));
  }
}
