package dev.leat.sdk.walk;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.decode.Decoders;
import dev.leat.sdk.http.export.Export;
import dev.leat.sdk.http.export.ExportStatus;
import dev.leat.sdk.http.transport.Exchange;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Jobs that the source runs, each a snapshot of when it was begun. */
class ExportedTest {

  private final FakeSource table = new FakeSource();
  private final Map<String, List<String>> jobs = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private String status = "done";
  private int emptyFiles;
  private Optional<Instant> date = Optional.empty();
  private final Map<String, Integer> polls = new HashMap<>();

  private final HttpSource source =
      Http.of(
              outgoing -> answer(outgoing.method(), outgoing.address()),
              table.clock,
              table.clock::pass,
              new Random(1))
          .at(URI.create("http://api.test"));

  private Exchange answer(String method, URI address) {
    asked.add(method + " " + address.getPath());
    if (method.equals("POST")) {
      String id = "j" + (jobs.size() + 1);
      jobs.put(id, List.copyOf(table.table().values()));
      return dated(Exchange.json(200, "{\"id\":\"" + id + "\"}"));
    }
    String id = address.getPath().replaceAll(".*/", "");
    if (!jobs.containsKey(id)) {
      return Exchange.json(404, "{}");
    }
    if (address.getPath().startsWith("/files")) {
      if (emptyFiles > 0) {
        emptyFiles--;
        return Exchange.json(200, "");
      }
      return dated(Exchange.json(200, String.join("\n", jobs.get(id))));
    }
    // Each job is done, or has failed, when it is asked about for the third time.
    int asked = polls.merge(id, 1, Integer::sum);
    return Exchange.json(200, "{\"state\":\"" + (asked < 3 ? "running" : status) + "\"}");
  }

  private Exchange dated(Exchange exchange) {
    return date.map(
            at -> exchange.with("Date", RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))))
        .orElse(exchange);
  }

  private Exported walk() {
    return Exported.of(FakeSource.USER, source, this::export)
        .cursor(CursorField.instant("updatedAt"));
  }

  private Export export(Optional<String> since) {
    return Export.of(
            Request.post("/jobs", Map.of("since", since.orElse(""))),
            "/id",
            job -> Request.get("/jobs/{id}").path("id", job.field("id")),
            "/state")
        .when(ExportStatus.RUNNING, "running")
        .when(ExportStatus.DONE, "done")
        .when(ExportStatus.FAILED, "failed")
        .results((job, done) -> List.of(Request.get("/files/{id}").path("id", job.field("id"))))
        .decoding(Decoders.jsonLines());
  }

  private long begun() {
    return asked.stream().filter(each -> each.startsWith("POST")).count();
  }

  @Test
  void readsWhatTheJobHolds() {
    table.holds(30, 3);
    Recording sync = Recording.empty().sync(walk(), table.clock);
    assertThat(sync.durable).isEqualTo(table.table());
    assertThat(sync.isComplete()).isTrue();
    assertThat(sync.cursor().text("job")).isEmpty();
  }

  @Test
  void aJobOutlivesTheSyncThatBeganIt() {
    table.holds(30, 3);
    int operations = Recording.empty().sync(walk(), table.clock).operations.size();
    for (int n = 1; n < operations - 1; n++) {
      jobs.clear();
      asked.clear();
      Recording first = Recording.empty().crashingAt(n).sync(walk(), table.clock);
      Recording second = first.next().sync(walk(), table.clock);
      assertThat(second.durable).isEqualTo(table.table());
      assertThat(begun()).as("after %s operations", n).isEqualTo(1);
    }
  }

  @Test
  void rowsYoungerThanTheLagWhenTheJobBeganAreNotClaimed() {
    table.put(1, table.clock.instant().minus(Duration.ofDays(1)), Duration.ZERO);
    table.put(2);
    Recording sync = Recording.empty().sync(walk(), table.clock);
    assertThat(sync.durable).hasSize(2);
    assertThat(sync.cursor().text("cursor"))
        .contains(FakeSource.text(table.versions.get(1).get(0).at()));
  }

  @Test
  void aJobThatIsTakenUpLaterClaimsNothingYoungerThanItsBeginning() {
    table.put(1, table.clock.instant().minus(Duration.ofDays(1)), Duration.ZERO);
    table.put(2);
    Recording first = Recording.empty().crashingAt(1).sync(walk(), table.clock);
    table.clock.pass(Duration.ofDays(1));
    Recording second = first.next().sync(walk(), table.clock);
    assertThat(begun()).isEqualTo(1);
    assertThat(second.durable).hasSize(2);
    assertThat(second.cursor().text("cursor"))
        .contains(FakeSource.text(table.versions.get(1).get(0).at()));
  }

  @Test
  void aJobThatTheSourceForgotIsFollowedByAnother() {
    table.holds(5, 1);
    Recording first = Recording.empty().crashingAt(1).sync(walk(), table.clock);
    jobs.remove("j1");
    jobs.put("other", List.of());
    Recording second = first.next().sync(walk(), table.clock);
    assertThat(second.durable).isEqualTo(table.table());
    assertThat(second.warnings).anyMatch(each -> each.contains("another one is begun"));
  }

  @Test
  void aJobThatFailedIsNotTakenUpAgain() {
    table.holds(5, 1);
    status = "failed";
    Recording first = Recording.empty().sync(walk(), table.clock);
    assertThat(first.failure).containsInstanceOf(SourceUnavailableException.class);
    status = "done";
    Recording second = first.next().sync(walk(), table.clock);
    assertThat(second.durable).isEqualTo(table.table());
    assertThat(begun()).isEqualTo(2);
  }

  @Test
  void aPartWithoutRowsIsBelievedIfItComesTwice() {
    table.holds(5, 1);
    emptyFiles = 1;
    Recording sync = Recording.empty().sync(walk(), table.clock);
    assertThat(sync.durable).isEqualTo(table.table());
    assertThat(asked).filteredOn(each -> each.startsWith("GET /files")).hasSize(2);
  }

  @Test
  void whenAJobBeganIsToldByTheClockOfTheSource() {
    Instant sourceTime = table.clock.instant().minus(Duration.ofHours(1));
    date = Optional.of(sourceTime);
    table.put(1, sourceTime.minus(Duration.ofDays(1)), Duration.ZERO);
    table.put(2, sourceTime.minus(Duration.ofSeconds(1)), Duration.ZERO);
    Recording sync = Recording.empty().sync(walk(), table.clock);
    assertThat(sync.durable).hasSize(2);
    assertThat(sync.cursor().text("cursor"))
        .contains(FakeSource.text(table.versions.get(1).get(0).at()));
  }
}
