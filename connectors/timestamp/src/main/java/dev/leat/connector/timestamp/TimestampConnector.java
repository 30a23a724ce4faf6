package dev.leat.connector.timestamp;

import static dev.leat.sdk.schema.DataType.STRING;
import static dev.leat.sdk.schema.DataType.UTC_DATETIME;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.Timestamp;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Reads a table whose API gives the rows changed since a time, and of many only the first. */
public final class TimestampConnector implements Connector {

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

  private final Http http;

  /** For {@link java.util.ServiceLoader}: over the network. */
  public TimestampConnector() {
    this(Http.overNetwork());
  }

  /** Over any transport, in any time. */
  public TimestampConnector(Http http) {
    this.http = http;
  }

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo(
        "timestamp", "0.1.0", URI.create("https://leat.dev/connectors/timestamp"));
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return ConfigurationSpec.of(BASE_URL, VISIBILITY_LAG, API_TOKEN);
  }

  @Override
  public void check(Configuration configuration) throws InterruptedException {
    api(configuration).fetch(Request.get("")).page().rows("/data");
  }

  @Override
  public Schema discover(Configuration configuration) {
    return Schema.of(USER);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    HttpSource api = api(request.configuration());
    return Timestamp.of(USER)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .ascending()
        .visibilityLag(request.configuration().value(VISIBILITY_LAG))
        .since(api, since -> changed(since))
        .sync(request, out);
  }

  private static Request changed(Optional<String> since) {
    Request all = Request.get("");
    return since.map(time -> all.query("since", time)).orElse(all);
  }

  private HttpSource api(Configuration configuration) {
    Auth auth = configuration.find(API_TOKEN).map(Auth::bearer).orElse(Auth.none());
    return http.at(configuration.value(BASE_URL)).auth(auth);
  }
}
