package dev.leat.benchmarks.connector;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.ApiConnector;
import dev.leat.sdk.walk.PartitionSource;
import dev.leat.sdk.walk.Partitions;
import dev.leat.sdk.walk.Walk;
import java.net.URI;

/** One table in as many partitions as the server lists, some of them read at once. */
public final class PartsConnector extends ApiConnector {

  private static final Table USER = PartsOfUser.table("user");

  /** For {@link java.util.ServiceLoader}. */
  public PartsConnector() {
    super(
        new ConnectorInfo("parts", "0.1.0", URI.create("https://leat.dev/benchmarks")),
        ConfigurationSpec.of(PartsOfUser.BASE_URL, PartsOfUser.TOGETHER));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    return http.at(settings.value(PartsOfUser.BASE_URL));
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    PartitionSource listing =
        PartitionSource.rowsOf(
            api,
            Request.get("parts"),
            Paging.token("/next", Slot.query("from")).places(),
            "/data",
            PartsOfUser.PART);
    return Partitions.of(
            USER, listing, each -> PartsOfUser.rows(api, USER, each.text(PartsOfUser.PART)))
        .together(Math.toIntExact(settings.value(PartsOfUser.TOGETHER)));
  }
}
