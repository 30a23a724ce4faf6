package dev.leat.playground;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Exports the events of tickets from a time on, oldest first. A page ends only with the last event
 * of its last second; its link begins at that second, so the events of it come again. Those of the
 * last minute are not given yet. Thread-safe.
 */
final class TicketEventsApi {
  private static final int LARGEST_PAGE = 1_000;
  private static final Duration TOO_RECENT = Duration.ofMinutes(1);

  private final TicketEvents events;
  private final Clock clock;
  private final int most;
  private final URI address;

  TicketEventsApi(Playground playground) {
    this.events = playground.ticketEvents();
    this.clock = playground.options().clock();
    this.most = Math.min(LARGEST_PAGE, playground.options().pageCap());
    this.address = playground.endpoint(Endpoint.TICKET_EVENTS);
  }

  Answer answer(Request request) {
    long start = request.query().wholeNumber("start_time");
    Instant last = clock.instant().minus(TOO_RECENT);
    if (start > last.getEpochSecond()) {
      return Answer.json(
          422,
          Map.of(
              "error",
              "StartTimeTooRecent",
              "description",
              "Too recent start_time: give one that is at least a minute old"));
    }
    List<TicketEvent> all = events.between(Instant.ofEpochSecond(start), last);
    List<TicketEvent> page = all.subList(0, endOfPage(all));
    long end = page.isEmpty() ? start : page.get(page.size() - 1).at().getEpochSecond();
    String body =
        """
        {"ticket_events":[%s],"next_page":"%s?start_time=%d","count":%d,"end_of_stream":%b,"end_time":%d}\
        """
            .formatted(
                String.join(",", page.stream().map(TicketEvents::json).toList()),
                address,
                end,
                page.size(),
                page.size() == all.size(),
                end);
    return Answer.jsonBytes(200, body.getBytes(StandardCharsets.UTF_8));
  }

  private int endOfPage(List<TicketEvent> all) {
    int end = Math.min(most, all.size());
    while (end > 0 && end < all.size() && all.get(end).at().equals(all.get(end - 1).at())) {
      end++;
    }
    return end;
  }
}
