package dev.leat.connector.offset;

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
import dev.leat.sdk.walk.Offset;
import dev.leat.sdk.walk.Walk;
import java.net.URI;
import java.time.Duration;

/** Reads a table whose API counts rows: so many to skip, so many to give. */
public final class OffsetConnector extends ApiConnector {

  static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Full address of the endpoint, e.g. https://api.example.com/users")
          .identity();
  static final Setting<Long> PAGE_SIZE =
      Setting.wholeNumber("page_size", "Rows per request").between(2, 10_000).defaultsTo(50L);
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

  public OffsetConnector() {
    super(
        new ConnectorInfo("offset", "0.1.0", "https://leat.dev/connectors/offset"),
        ConfigurationSpec.of(BASE_URL, PAGE_SIZE, VISIBILITY_LAG, API_TOKEN));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    return http.at(settings.value(BASE_URL)).named(BASE_URL).auth(Auth.bearer(settings, API_TOKEN));
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    Request rows = Request.get("").query("order_by", "updatedAt").query("order_type", "asc");
    return Offset.of(USER)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .ascending()
        .pageSize(Math.toIntExact(settings.value(PAGE_SIZE)))
        .visibilityLag(settings.value(VISIBILITY_LAG))
        .page(api, rows, Slot.query("updated_since"), Slot.query("offset"), Slot.query("limit"));
  }
}
