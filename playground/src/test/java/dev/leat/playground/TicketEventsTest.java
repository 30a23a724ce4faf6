package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events of tickets, exported from a time on. */
class TicketEventsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final PlaygroundOptions ten =
      PlaygroundOptions.defaults().withClock(clock).withRows(10).withPageCap(4).withTies(3);
  private Playground playground = Playground.start(ten);
  private Client client = new Client(playground);

  @AfterEach
  void close() {
    playground.close();
  }

  private void restart(PlaygroundOptions options) {
    playground.close();
    playground = Playground.start(options);
    client = new Client(playground);
  }

  private JsonNode from(Instant start) {
    return Client.json(
        client.get(Endpoint.TICKET_EVENTS, "start_time", "" + start.getEpochSecond()));
  }

  private static List<Long> ids(JsonNode page) {
    List<Long> ids = new ArrayList<>();
    page.path("ticket_events").forEach(row -> ids.add(row.path("id").longValue()));
    return ids;
  }

  @Test
  void aPageEndsWithItsLastSecondAndTheNextBeginsWithIt() {
    JsonNode first = from(Instant.EPOCH);
    JsonNode second = Client.json(client.get(first.path("next_page").textValue()));

    assertThat(ids(first)).containsExactly(9001L, 9002L, 9003L, 9004L, 9005L, 9006L);
    assertThat(first.path("count").intValue()).isEqualTo(6);
    assertThat(first.path("end_of_stream").booleanValue()).isFalse();
    assertThat(ids(second)).startsWith(9004L, 9005L, 9006L);
  }

  @Test
  void theLastPageSaysSoAndHasALinkAllTheSame() {
    JsonNode last = from(NOW.minus(Duration.ofHours(1)));

    assertThat(ids(last)).containsExactly(9010L);
    assertThat(last.path("end_of_stream").booleanValue()).isTrue();
    assertThat(last.path("next_page").textValue())
        .endsWith("?start_time=" + last.path("end_time").longValue());
  }

  @Test
  void eventsAreGivenOnceTheyAreAMinuteOld() {
    playground.ticketEvents().add(1);
    assertThat(ids(from(Instant.EPOCH.plusSeconds(1)))).doesNotContain(9011L);
    Instant before = NOW.minusSeconds(60);
    assertThat(ids(from(before))).isEmpty();

    clock.advance(Duration.ofMinutes(1));
    assertThat(ids(from(before))).containsExactly(9011L);
  }

  @Test
  void aStartWithinTheLastMinuteIsRefused() {
    HttpResponse<byte[]> response =
        client.get(
            Endpoint.TICKET_EVENTS, "start_time", "" + NOW.minusSeconds(59).getEpochSecond());

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(Client.json(response).path("error").textValue()).isEqualTo("StartTimeTooRecent");
  }

  @Test
  void anEventHasTheChangesThatItIsMadeOf() {
    List<Integer> children = new ArrayList<>();
    Set<String> events = Set.copyOf(playground.ticketEvents().events());
    from(Instant.EPOCH)
        .path("ticket_events")
        .forEach(
            row -> {
              children.add(row.path("child_events").size());
              assertThat(events).contains(row.toString());
            });

    assertThat(children).contains(0, 1, 2, 3);
  }

  @Test
  void aTicketThatChangesHasAnotherEventAndOneThatIsGoneHasNone() {
    Changes.Done done = playground.ticketEvents().change(new Changes(1, 1, 1, 3));

    List<String> events = playground.ticketEvents().events();
    assertThat(events)
        .noneMatch(row -> row.contains("\"ticket_id\":" + done.deleted().get(0) + ","))
        .anyMatch(row -> row.contains("\"ticket_id\":" + done.inserted().get(0) + ","));
    assertThat(events.get(events.size() - 2)).contains("\"ticket_id\":" + done.updated().get(0));
  }

  @Test
  void itsTokenIsGivenWithAnAddress() {
    restart(ten.withBearerToken("t0ken"));

    HttpResponse<byte[]> response = client.get(Endpoint.TICKET_EVENTS, "start_time", "0");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(Endpoint.TICKET_EVENTS.credential("t0ken"))
        .isEqualTo("Basic a2VlcGVyQGV4YW1wbGUuY29tL3Rva2VuOnQwa2Vu");
  }

  @Test
  void faultsFindItsRows() {
    playground.faults().add(Endpoint.TICKET_EVENTS, new Fault.EmptyPage(), Occasion.next(1));

    assertThat(ids(from(Instant.EPOCH))).isEmpty();
    assertThat(ids(from(Instant.EPOCH))).hasSize(6);
  }
}
