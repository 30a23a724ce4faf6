package dev.leat.declarative.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What answers mean.
 *
 * @param handlers in order; the first that knows an answer decides. The usual meaning comes last
 */
public record Answers(List<Handler> handlers) {

  /** The usual meaning of answers. */
  public static final Answers USUAL = new Answers(List.of());

  /** Keeps the handlers. */
  public Answers {
    handlers = List.copyOf(handlers);
  }

  /** What is done about an answer. */
  public enum Action {
    ACCEPT,
    /** There is no page, on purpose. */
    SKIP,
    RETRY,
    LIMIT,
    RENEW,
    RESTART,
    SMALLER_PAGE,
    SMALLER_WINDOW,
    FAIL
  }

  /** Who must act on a failure. */
  public enum Blame {
    SETTINGS,
    SOURCE_FOR_NOW,
    SOURCE_DATA
  }

  /**
   * Rules that stand together.
   *
   * @param rules in order
   * @param retries how often a request is sent again; empty for the usual number
   * @param waits in order: the first that has something to say decides
   */
  public record Handler(List<Rule> rules, Optional<Expression> retries, List<Wait> waits) {

    /** Keeps the parts. */
    public Handler {
      rules = List.copyOf(rules);
      waits = List.copyOf(waits);
    }
  }

  /**
   * One rule: it fits if any of its conditions does.
   *
   * @param statuses HTTP statuses
   * @param contains a part of the source's own message
   * @param predicate an expression of the answer
   * @param message what to say instead of the usual words
   */
  public record Rule(
      Set<Integer> statuses,
      Optional<Expression> contains,
      Optional<Expression> predicate,
      Action action,
      Optional<Blame> blame,
      Optional<Expression> message) {

    /** Keeps the statuses. */
    public Rule {
      statuses = Set.copyOf(statuses);
    }
  }

  /** How long to wait before a request is sent again. Numbers are seconds. */
  public sealed interface Wait {

    /** Always the same. */
    record Constant(Expression seconds, double jitter) implements Wait {}

    /** Doubling: the factor, times two for each failure. */
    record Doubling(Expression factor, double jitter) implements Wait {}

    /**
     * A number of seconds in a header.
     *
     * @param pattern which part of it
     * @param most longer waits end the sync
     */
    record Header(Expression header, Optional<Expression> pattern, Optional<Expression> most)
        implements Wait {}

    /**
     * A time in a header, in seconds since 1970.
     *
     * @param least the shortest wait
     */
    record UntilHeader(
        Expression header,
        Optional<Expression> pattern,
        Optional<Expression> least,
        Optional<Expression> most)
        implements Wait {}

    /** Worked out from the answer. */
    record Computed(Expression seconds, Optional<Expression> most) implements Wait {}
  }
}
