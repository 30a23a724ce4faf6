package dev.leat.connector.replay;

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
import dev.leat.sdk.walk.Replay;
import dev.leat.sdk.walk.Walk;
import java.net.URI;
import java.time.Duration;

/** Reads the last hours of a table again at each sync, for an API that shows changes late. */
public final class ReplayConnector extends ApiConnector {

  static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Full address of the endpoint, e.g. https://api.example.com/users")
          .identity();
  static final Setting<Long> BUFFER_HOURS =
      Setting.wholeNumber("buffer_hours", "How many hours a change may take to show up in the API")
          .between(0, 8_760)
          .defaultsTo(2L);
  static final Setting<String> API_TOKEN =
      Setting.secret("api_token", "Bearer token, if the API asks for one").optional();

  private static final Table USER =
      Table.named("user")
          .columns(STRING, "id", "name", "email", "address", "company", "job")
          .columns(UTC_DATETIME, "updatedAt", "createdAt")
          .key("id")
          .versionedBy("updatedAt");

  public ReplayConnector() {
    super(
        new ConnectorInfo("replay", "0.1.0", "https://leat.dev/connectors/replay"),
        ConfigurationSpec.of(BASE_URL, BUFFER_HOURS, API_TOKEN));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    return http.at(settings.value(BASE_URL)).named(BASE_URL).auth(Auth.bearer(settings, API_TOKEN));
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    return Replay.of(USER)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .ascending()
        .buffer(Duration.ofHours(settings.value(BUFFER_HOURS)))
        .since(api, Request.get(""), Slot.query("since"));
  }
}
