package dev.leat.cli;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Backoff;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.export.Export;
import dev.leat.sdk.http.export.ExportJob;
import dev.leat.sdk.http.export.ExportStatus;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.ApiConnector;
import dev.leat.sdk.walk.Exported;
import dev.leat.sdk.walk.Walk;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads people from exports. */
public final class ExportConnector extends ApiConnector {

  private static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Address of a playground").identity();
  private static final Table USER = Table.named("user").key("id").versionedBy("updatedAt");
  private static final Duration SHORT = Duration.ofMillis(20);

  /** For {@link java.util.ServiceLoader}. */
  public ExportConnector() {
    super(
        new ConnectorInfo("export", "0.1.0", URI.create("https://leat.dev/export")),
        ConfigurationSpec.of(BASE_URL));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    return http.at(settings.value(BASE_URL)).named(BASE_URL);
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    return Exported.of(USER, api, ExportConnector::export)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data");
  }

  private static Export export(Optional<String> since) {
    return Export.of(
            Request.post("/exports", Map.of("since", since.orElse(""))),
            "/id",
            job -> of(job, "/exports/{id}"),
            "/state")
        .when(ExportStatus.RUNNING, "running")
        .when(ExportStatus.DONE, "done")
        .polling(Backoff.exponential(SHORT, SHORT), Duration.ofMinutes(1))
        .results(ExportConnector::parts);
  }

  private static List<Request> parts(ExportJob job, Answer done) {
    int parts = Math.toIntExact(done.page().wholeNumber("/parts").orElseThrow());
    return IntStream.rangeClosed(1, parts)
        .mapToObj(part -> of(job, "/exports/{id}/parts/" + part))
        .toList();
  }

  private static Request of(ExportJob job, String path) {
    return Request.get(path).path("id", job.field("id"));
  }
}
