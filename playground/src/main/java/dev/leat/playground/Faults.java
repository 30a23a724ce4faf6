package dev.leat.playground;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The script of faults. A request meets at most one fault: the first one added whose endpoint and
 * {@link Occasion} fit. Thread-safe.
 */
public final class Faults {

  /**
   * A fault that was added.
   *
   * @param fault what happens
   * @param endpoint where it strikes; empty for each of them
   * @param occasion which requests it hits
   */
  public record Scripted(Fault fault, Optional<Endpoint> endpoint, Occasion occasion) {}

  /** A scripted fault and what it remembers. Guarded by the faults it belongs to. */
  static final class Rule {
    private final Scripted scripted;
    private final Spoiler spoiler;
    private long requests;
    private long hits;

    Rule(Scripted scripted, Clock clock) {
      this.scripted = scripted;
      this.spoiler = scripted.fault().match(new Spoilers(clock));
    }

    Fault fault() {
      return scripted.fault();
    }

    Spoiler spoiler() {
      return spoiler;
    }
  }

  private final Clock clock;
  private final List<Rule> rules = new ArrayList<>();

  /** For a playground, which alone asks which fault is due. */
  Faults(Clock clock) {
    this.clock = clock;
  }

  /** A line about each kind of fault: its name, what else may be said, what it does. */
  public static List<String> kinds() {
    return FaultJson.help();
  }

  /**
   * Adds a refusal of the next request, as of a server that has too much to do.
   *
   * @param status 429, or 500 to 599
   * @param retryAfter told in whole seconds
   */
  public void refuseOnce(int status, Duration retryAfter) {
    Optional<String> wait = Optional.of(Long.toString(retryAfter.toSeconds()));
    Fault fault = status == 429 ? new Fault.RateLimited(wait) : new Fault.ServerError(status, wait);
    add(fault, Occasion.next(1));
  }

  /** Adds a fault for requests to any endpoint. */
  public void add(Fault fault, Occasion occasion) {
    add(new Scripted(fault, Optional.empty(), occasion));
  }

  /** Adds a fault for requests to one endpoint. */
  public void add(Endpoint endpoint, Fault fault, Occasion occasion) {
    add(new Scripted(fault, Optional.of(endpoint), occasion));
  }

  /** Adds a fault after those already there. */
  public synchronized void add(Scripted scripted) {
    rules.add(new Rule(scripted, clock));
  }

  /** Returns what was added since the last {@link #clear}, spent or not, in that order; a copy. */
  public synchronized List<Scripted> scripted() {
    return rules.stream().map(rule -> rule.scripted).toList();
  }

  /** Forgets every fault: from the next request on the playground is honest. */
  public synchronized void clear() {
    rules.clear();
  }

  /** Counts a request to {@code endpoint} and returns the rule that takes it, if one does. */
  synchronized Optional<Rule> due(Endpoint endpoint) {
    Rule taker = null;
    for (Rule rule : rules) {
      if (rule.scripted.endpoint().orElse(endpoint) == endpoint) {
        rule.requests++;
        if (taker == null && rule.scripted.occasion().includes(rule.requests, rule.hits)) {
          rule.hits++;
          taker = rule;
        }
      }
    }
    return Optional.ofNullable(taker);
  }
}
