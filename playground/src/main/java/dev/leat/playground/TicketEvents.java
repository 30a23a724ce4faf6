package dev.leat.playground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Events of tickets: what the source holds now, and so the oracle of a test. An event never
 * changes; a ticket that changes has another one.
 *
 * <p>Thread-safe; each change, also {@link #change}, is atomic. "Now" is the playground's clock,
 * cut to seconds. They are made up when somebody first asks for them.
 */
public final class TicketEvents {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long FIRST_ID = 9_000;
  private static final int EVENTS_OF_A_TICKET = 5;
  private static final Comparator<TicketEvent> OLDEST_FIRST =
      Comparator.comparing(TicketEvent::at).thenComparing(TicketEvent::id);

  private final PlaygroundOptions options;
  private final Clock clock;
  private final Instant newest;
  private final TreeSet<TicketEvent> events = new TreeSet<>(OLDEST_FIRST);
  private boolean isFilled;
  private int highestTicket;
  private long lastId = FIRST_ID;

  TicketEvents(PlaygroundOptions options) {
    this.options = options;
    this.clock = options.clock();
    this.newest = now().minus(options.newestAge());
  }

  /**
   * Returns every event as JSON, oldest first, also those that are too young to be given; a copy.
   */
  public synchronized List<String> events() {
    fill();
    return events.stream().map(TicketEvents::json).toList();
  }

  /** Adds an event of a ticket, now. */
  public synchronized void add(int ticket) {
    fill();
    highestTicket = Math.max(highestTicket, ticket);
    events.add(new TicketEvent(++lastId, ticket, now()));
  }

  /**
   * Deletes, updates and inserts random tickets as one change, in this order: a ticket that is gone
   * takes its events along, one that is updated or new has another event. Fewer are changed if
   * there are fewer.
   *
   * @return the numbers of the tickets
   */
  public synchronized Changes.Done change(Changes changes) {
    fill();
    SplittableRandom random = new SplittableRandom(changes.seed());
    List<Integer> deleted = pick(changes.delete(), random);
    events.removeIf(event -> deleted.contains(event.ticket()));
    List<Integer> updated = pick(changes.update(), random);
    updated.forEach(this::add);
    List<Integer> inserted = new ArrayList<>();
    for (int row = 0; row < changes.insert(); row++) {
      inserted.add(highestTicket + 1);
      add(highestTicket + 1);
    }
    return new Changes.Done(texts(inserted), texts(updated), texts(deleted));
  }

  /** Returns the events from one time to another, both included, oldest first; a copy. */
  synchronized List<TicketEvent> between(Instant first, Instant last) {
    fill();
    return events.stream()
        .filter(event -> !event.at().isBefore(first) && !event.at().isAfter(last))
        .toList();
  }

  static String json(TicketEvent event) {
    try {
      return MAPPER.writeValueAsString(event.fields());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event that cannot be JSON: " + event, e);
    }
  }

  private void fill() {
    if (isFilled) {
      return;
    }
    isFilled = true;
    highestTicket = 1 + options.rows() / EVENTS_OF_A_TICKET;
    long timestamps = ((long) options.rows() + options.ties() - 1) / options.ties();
    for (int row = 0; row < options.rows(); row++) {
      Duration age = options.spacing().multipliedBy(timestamps - 1 - row / options.ties());
      Instant at = newest.minus(age).truncatedTo(ChronoUnit.SECONDS);
      events.add(new TicketEvent(++lastId, 1 + row % highestTicket, at));
    }
  }

  private List<Integer> pick(int wanted, SplittableRandom random) {
    List<Integer> left =
        new ArrayList<>(new TreeSet<>(events.stream().map(TicketEvent::ticket).toList()));
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < wanted && !left.isEmpty()) {
      picked.add(left.remove(random.nextInt(left.size())));
    }
    return picked;
  }

  private static List<String> texts(List<Integer> numbers) {
    return numbers.stream().map(Object::toString).toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
