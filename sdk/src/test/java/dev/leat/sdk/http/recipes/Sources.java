package dev.leat.sdk.http.recipes;

import static dev.leat.sdk.http.answer.Condition.json;
import static dev.leat.sdk.http.answer.Condition.status;

import dev.leat.sdk.error.ConnectorException.Kind;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Backoff;
import dev.leat.sdk.http.CallBudget;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.HttpStatusException.Remedy;
import dev.leat.sdk.http.PageSink;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.RetryPolicy;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Verdict;
import dev.leat.sdk.http.answer.WaitIn;
import dev.leat.sdk.http.auth.SessionToken;
import dev.leat.sdk.http.decode.Csv;
import dev.leat.sdk.http.decode.Decoders;
import dev.leat.sdk.http.export.Export;
import dev.leat.sdk.http.export.ExportJob;
import dev.leat.sdk.http.export.ExportStatus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code docs/http.md} shows, between the marks: a test compares the two. */
final class Sources {

  private Sources() {}

  static HttpSource credentials(Http http, URI address, String user, String password) {
    // <credentials>
    Request login = Request.post("/login", Map.of("user", user, "password", password));
    Auth session =
        SessionToken.from(login, "/session/token", password)
            .in(Slot.header("X-Session"))
            .lasting(Duration.ofMinutes(30));
    HttpSource api = http.at(address).auth(session);
    // </credentials>
    return api;
  }

  static HttpSource answers(HttpSource source) {
    // <answers>
    HttpSource api =
        source.answers(
            status(404).then(Verdict.skip().saying("an archived repository")),
            status(409).and(json("/code").equalTo("busy")).then(Verdict.retry()),
            json("/errors/0/type").equalTo("RATE_LIMITED").then(Verdict.limit()),
            json("/error/code").equalTo("token_expired").then(Verdict.renew()),
            status(410).then(Verdict.fail(Remedy.RESTART)),
            status(402).then(Verdict.fail(Kind.CONFIGURATION).saying("upgrade the plan")));
    // </answers>
    return api;
  }

  static HttpSource pace(HttpSource source) {
    // <pace>
    HttpSource api =
        source
            .retry(
                RetryPolicy.transientErrors()
                    .attempts(8)
                    .within(Duration.ofMinutes(20))
                    .backoff(
                        WaitIn.header("X-Wait-Ms")
                            .asMillis()
                            .or(Backoff.constant(Duration.ofSeconds(5)))))
            .budgets(
                CallBudget.inEach(5_000, Duration.ofHours(1)),
                CallBudget.inAny(30, Duration.ofMinutes(1))
                    .of(request -> request.path().startsWith("/search")));
    // </pace>
    return api;
  }

  static void forms(HttpSource api, PageSink sink) throws InterruptedException {
    // <forms>
    api.decoding(Decoders.gzip(Csv.withHeader().separatedBy(';')))
        .fetchAll(Request.get("/export.csv.gz"), sink);
    // </forms>
  }

  static void exports(HttpSource api, PageSink sink) throws Exception {
    // <exports>
    Export orders =
        Export.of(
                Request.post("/exports", Map.of("table", "orders")),
                "/id",
                job -> Request.get("/exports/{id}").path("id", job.field("id")),
                "/state")
            .when(ExportStatus.RUNNING, "queued", "running")
            .when(ExportStatus.DONE, "done")
            .when(ExportStatus.FAILED, "failed")
            .results((job, answer) -> List.of(Request.get("/files/" + job.field("id"))))
            .decoding(Decoders.jsonLines());
    ExportJob job = orders.start(api);
    String kept = job.text();
    for (Request part : orders.await(api, ExportJob.of(kept))) {
      orders.fetch(api, part, sink);
    }
    // </exports>
  }
}
