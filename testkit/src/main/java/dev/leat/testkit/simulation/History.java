package dev.leat.testkit.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
    String[] words = lines.get(0).replace("]", "").split("[ ,\\[=]+", -1);
    if (words.length != 27) {
      throw new IllegalArgumentException("\"" + lines.get(0) + "\" does not start a history");
    }
    Server server =
        new Server(
            Integer.parseInt(words[6]),
            Integer.parseInt(words[8]),
            Integer.parseInt(words[10]),
            Boolean.parseBoolean(words[12]),
            Boolean.parseBoolean(words[14]),
            Boolean.parseBoolean(words[16]),
            Long.parseLong(words[18]),
            Long.parseLong(words[20]),
            Boolean.parseBoolean(words[22]),
            Manner.valueOf(words[24]),
            Integer.parseInt(words[26]));
    return new History(
        Long.parseLong(words[1]),
        server,
        Integer.parseInt(words[2]),
        lines.subList(1, lines.size()).stream().map(Event::parse).toList());
  }
}
