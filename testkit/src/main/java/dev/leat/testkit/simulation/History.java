package dev.leat.testkit.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a source is like and everything that happens to it while it is read: all that is needed to
 * run the very same thing again. Immutable.
 *
 * @param seed what chance is left comes from it: the order of shuffled rows, which checkpoints are
 *     tried out
 * @param server what does not change
 * @param syncs how many syncs are disturbed; one more follows when all is quiet
 * @param events in the order in which they happen
 */
public record History(long seed, Server server, int syncs, List<Event> events) {

  private static final Pattern START =
      Pattern.compile("seed (-?\\d+), (\\d+) syncs, Server\\[(.*)]");

  /** Sorts the events by their place. */
  public History {
    List<Event> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparingInt(Event::sync).thenComparingInt(Event::page));
    events = List.copyOf(sorted);
  }

  /** The same history with other events. */
  History with(List<Event> others) {
    return new History(seed, server, syncs, others);
  }

  /** The same history over another source. */
  History with(Server other) {
    return new History(seed, other, syncs, events);
  }

  /** The first event of that kind in a sync, or the value given. */
  int number(int sync, Event.What what, int otherwise) {
    for (Event each : events) {
      if (each.sync() == sync && each.what() == what) {
        return each.number();
      }
    }
    return otherwise;
  }

  /** The sum of all events of that kind in a sync. */
  int sum(int sync, Event.What what) {
    return events.stream()
        .filter(each -> each.sync() == sync && each.what() == what)
        .mapToInt(Event::number)
        .sum();
  }

  /** The most milliseconds of all events of that kind; 0 if there is none. */
  long most(Event.What what) {
    return events.stream()
        .filter(each -> each.what() == what)
        .mapToLong(Event::millis)
        .max()
        .orElse(0);
  }

  /** Line by line, to be read by people and by {@link #parse}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append(", ").append(syncs).append(" syncs, ");
    text.append(server).append('\n');
    events.forEach(each -> text.append(each).append('\n'));
    return text.toString();
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text is no history
   */
  public static History parse(String text) {
    List<String> lines = text.strip().lines().map(String::strip).toList();
    Matcher start = START.matcher(lines.get(0));
    if (!start.matches()) {
      throw new IllegalArgumentException("\"" + lines.get(0) + "\" does not start a history");
    }
    Map<String, String> facts = new HashMap<>();
    for (String each : start.group(3).split(", ", -1)) {
      facts.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    Server server =
        new Server(
            Integer.parseInt(facts.get("pageSize")),
            Integer.parseInt(facts.get("cap")),
            Integer.parseInt(facts.get("filterMillis")),
            Boolean.parseBoolean(facts.get("inclusive")),
            Boolean.parseBoolean(facts.get("newestFirst")),
            Boolean.parseBoolean(facts.get("dated")),
            Long.parseLong(facts.get("machineMillis")),
            Long.parseLong(facts.get("tokenMillis")),
            Boolean.parseBoolean(facts.get("http")),
            Manner.valueOf(facts.get("manner")),
            Stamps.valueOf(facts.get("stamps")),
            Integer.parseInt(facts.get("variant")));
    return new History(
        Long.parseLong(start.group(1)),
        server,
        Integer.parseInt(start.group(2)),
        lines.subList(1, lines.size()).stream().map(Event::parse).toList());
  }
}
