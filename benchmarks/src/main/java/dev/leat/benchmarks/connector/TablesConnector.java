package dev.leat.benchmarks.connector;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.walk.ApiConnector;
import dev.leat.sdk.walk.Walk;
import dev.leat.sdk.walk.Walks;
import java.net.URI;
import java.util.stream.LongStream;

/** Each part of the rows as a table of its own, some of them read at once. */
public final class TablesConnector extends ApiConnector {

  private static final Setting<Long> TABLES =
      Setting.wholeNumber("tables", "How many tables, as many as the server has parts")
          .defaultsTo(8L);

  /** For {@link java.util.ServiceLoader}. */
  public TablesConnector() {
    super(
        new ConnectorInfo("tables", "0.1.0", URI.create("https://leat.dev/benchmarks")),
        ConfigurationSpec.of(PartsOfUser.BASE_URL, PartsOfUser.TOGETHER, TABLES));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    return http.at(settings.value(PartsOfUser.BASE_URL));
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    Walk[] tables =
        LongStream.range(0, settings.value(TABLES))
            .mapToObj(
                part ->
                    PartsOfUser.rows(api, PartsOfUser.table("user_" + part), Long.toString(part)))
            .toArray(Walk[]::new);
    return Walks.together(Math.toIntExact(settings.value(PartsOfUser.TOGETHER)), tables);
  }
}
