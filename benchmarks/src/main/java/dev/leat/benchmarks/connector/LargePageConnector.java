package dev.leat.benchmarks.connector;

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
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.transport.HttpLimits;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.Keyset;
import java.net.URI;
import java.time.Duration;

/** The keyset example for a source whose pages are larger than the usual bound of 64 MiB. */
public final class LargePageConnector implements Connector {

  private static final int LARGEST_BODY = 256 << 20;

  private static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Full address of the endpoint").identity();

  private static final Table USER =
      Table.named("user")
          .columns(STRING, "id", "name", "email", "address", "company", "job")
          .columns(UTC_DATETIME, "updatedAt", "createdAt")
          .key("id")
          .versionedBy("updatedAt");

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("large-page", "0.1.0", URI.create("https://leat.dev/benchmarks"));
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return ConfigurationSpec.of(BASE_URL);
  }

  @Override
  public Schema discover(Configuration configuration) {
    return Schema.of(USER);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    HttpSource api =
        Http.overNetwork()
            .at(request.configuration().value(BASE_URL))
            .limits(HttpLimits.defaults().bodyAtMost(LARGEST_BODY));
    return Keyset.of(USER)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .ascending()
        .visibilityLag(Duration.ofMinutes(5))
        .first(api, since -> Request.get(""))
        .paging(Paging.token("/scroll_param", Slot.query("scroll_param")))
        .sync(request, out);
  }
}
