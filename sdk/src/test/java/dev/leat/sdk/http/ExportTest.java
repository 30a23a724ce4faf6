package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.decode.Csv;
import dev.leat.sdk.http.export.Export;
import dev.leat.sdk.http.export.ExportJob;
import dev.leat.sdk.http.export.ExportStatus;
import dev.leat.sdk.http.transport.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

  private static final Export ORDERS =
      Export.of(
              Request.post("/exports", Map.of("table", "orders")),
              "/id",
              job -> Request.get("/exports/{id}").path("id", job.field("id")),
              "/state")
          .when(ExportStatus.RUNNING, "queued", "working")
          .when(ExportStatus.DONE, "done")
          .when(ExportStatus.EMPTY, "nothing")
          .when(ExportStatus.FAILED, "failed")
          .when(ExportStatus.EXPIRED, "deleted")
          .results(
              (job, page) ->
                  List.of(
                      Request.get("").following(page.page().text("/parts/first").orElseThrow()),
                      Request.get("/exports/{id}/2").path("id", job.field("id"))))
          .decoding(Csv.withHeader())
          .cancel(job -> Request.of("DELETE", "/exports/{id}").path("id", job.field("id")));

  private final Script network = new Script();
  private final HttpSource api = network.source("http://api.test");

  @Test
  void startsAJobAsksUntilItIsDoneAndFetchesItsParts() throws Exception {
    network
        .answers(202, "{\"id\":\"a/1\"}")
        .answers(200, "{\"state\":\"queued\"}")
        .answers(200, "{\"state\":\"WORKING\"}")
        .answers(200, "{\"state\":\"done\",\"parts\":{\"first\":\"/files/1.csv\"}}")
        .answers(Script.bytes(200, "text/csv", Script.utf8("id\n1\n2\n")))
        .answers(Script.bytes(200, "text/csv", Script.utf8("id\n3\n")));
    ExportJob job = ORDERS.start(api);
    List<String> ids = new ArrayList<>();
    for (Request part : ORDERS.await(api, job)) {
      ORDERS.fetch(api, part, page -> addIds(page, ids));
    }
    assertThat(ids).containsExactly("1", "2", "3");
    assertThat(network.sent())
        .extracting(Object::toString)
        .containsExactly(
            "POST /exports",
            "GET /exports/a%2F1",
            "GET /exports/a%2F1",
            "GET /exports/a%2F1",
            "GET /files/1.csv",
            "GET /exports/a%2F1/2");
    assertThat(network.time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void aJobThatWasKeptIsTakenUpByAnother() throws Exception {
    network.answers(
        Exchange.json(202, "{\"id\":\"7\",\"more\":{\"key\":\"k\"}}")
            .with("Location", "http://api.test/jobs/7"));
    Export rich = ORDERS.keeping("key", "/more/key").keepingHeader("at", "Location");
    String kept = rich.start(api).text();
    assertThat(kept).isEqualTo("{\"at\":\"http://api.test/jobs/7\",\"id\":\"7\",\"key\":\"k\"}");

    ExportJob taken = ExportJob.of(kept);
    assertThat(taken).isEqualTo(ExportJob.of(taken.text()));
    assertThat(taken.field("key")).isEqualTo("k");
    network.answers(200, "{\"state\":\"nothing\"}");
    assertThat(rich.await(api, taken)).isEmpty();
    assertThatThrownBy(() -> taken.field("token")).hasMessageContaining("[");
    assertThatThrownBy(() -> ExportJob.of("{")).isInstanceOf(SourceDataException.class);
  }

  @Test
  void aStartIsNotSentTwiceWhenNobodyKnowsWhetherItArrived() {
    network.fails(new IOException("reset"));
    assertThatThrownBy(() -> ORDERS.start(api)).hasMessageContaining("It is not sent again");
    network.answers(200, "{}");
    assertThatThrownBy(() -> ORDERS.start(api))
        .isInstanceOf(SourceDataException.class)
        .hasMessage("POST /exports started a job without saying its id");
  }

  @Test
  void saysHowFarAJobIs() throws Exception {
    ExportJob job = new ExportJob(Map.of("id", "1"));
    network
        .answers(200, "{\"state\":\"done\"}")
        .answers(200, "{\"state\":\"failed\",\"error\":{\"message\":\"too large\"}}")
        .answers(404, "{}")
        .answers(200, "{\"state\":\"resting\"}");
    assertThat(ORDERS.status(api, job)).isEqualTo(ExportStatus.DONE);
    assertThat(ORDERS.status(api, job)).isEqualTo(ExportStatus.FAILED);
    assertThat(ORDERS.status(api, job)).isEqualTo(ExportStatus.EXPIRED);
    assertThatThrownBy(() -> ORDERS.status(api, job))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("\"resting\", which the connector does not know");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void aJobThatIsGoneIsToldApartFromAFailure(int status) {
    ExportJob job = new ExportJob(Map.of("id", "1"));
    network.answers(status, "{}");
    assertThatThrownBy(() -> ORDERS.await(api, job)).isInstanceOf(Export.ExpiredException.class);
    network.answers(200, "{\"state\":\"deleted\"}");
    assertThatThrownBy(() -> ORDERS.await(api, job)).isInstanceOf(Export.ExpiredException.class);
    network.answers(status, "{}");
    assertThatThrownBy(() -> ORDERS.fetch(api, Request.get("/files/1.csv"), page -> {}))
        .isInstanceOf(Export.ExpiredException.class);
  }

  @Test
  void aJobThatFailsOrNeverEndsIsUnavailable() {
    ExportJob job = new ExportJob(Map.of("id", "1"));
    network.answers(200, "{\"state\":\"failed\"}");
    assertThatThrownBy(() -> ORDERS.await(api, job))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("says that the export is failed");

    for (int each = 0; each < 4; each++) {
      network.answers(200, "{\"state\":\"queued\"}");
    }
    Export hasty = ORDERS.polling(Backoff.constant(Duration.ofSeconds(20)), Duration.ofSeconds(60));
    assertThatThrownBy(() -> hasty.await(api, job))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("still running after 60 s");
  }

  @Test
  void aJobIsGivenUpAndOneThatIsGoneIsNoFailure() throws Exception {
    ExportJob job = new ExportJob(Map.of("id", "1"));
    network.answers(204, "").answers(404, "{}");
    ORDERS.cancel(api, job);
    ORDERS.cancel(api, job);
    assertThat(network.sent()).extracting(Object::toString).containsOnly("DELETE /exports/1");
  }

  private static void addIds(Answer page, List<String> ids) {
    page.page().rows("").forEach(row -> ids.add(row.text("id").orElseThrow()));
  }
}
