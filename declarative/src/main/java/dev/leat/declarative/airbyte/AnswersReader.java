package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.Node;
import dev.leat.declarative.model.Answers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what answers mean. Stateless. */
final class AnswersReader {

  private AnswersReader() {}

  static Answers of(Component requester) {
    List<Answers.Handler> handlers = new ArrayList<>();
    requester.child("error_handler").ifPresent(each -> add(each, handlers));
    return handlers.isEmpty() ? Answers.USUAL : new Answers(handlers);
  }

  private static void add(Component handler, List<Answers.Handler> handlers) {
    if (handler.type().equals("CompositeErrorHandler")) {
      handler.children("error_handlers").forEach(each -> add(each, handlers));
      return;
    }
    List<Answers.Rule> rules = new ArrayList<>();
    for (Component each : handler.children("response_filters")) {
      rules.add(rule(each));
    }
    List<Answers.Wait> waits = new ArrayList<>();
    for (Component each : handler.children("backoff_strategies")) {
      waits.add(wait(each));
    }
    handlers.add(new Answers.Handler(rules, handler.find("max_retries"), waits));
  }

  private static Answers.Rule rule(Component filter) {
    Set<Integer> statuses = new HashSet<>();
    if (filter.node().value("http_codes") instanceof Node.Sequence codes) {
      codes.items().forEach(each -> statuses.add(((Number) each.plain()).intValue()));
    }
    Answers.Action action =
        switch (filter.node().text("action")) {
          case "SUCCESS" -> Answers.Action.ACCEPT;
          case "IGNORE" -> Answers.Action.SKIP;
          case "RETRY" -> Answers.Action.RETRY;
          case "RATE_LIMITED" -> Answers.Action.LIMIT;
          case "REFRESH_TOKEN_THEN_RETRY" -> Answers.Action.RENEW;
          case "RESET_PAGINATION" -> Answers.Action.RESTART;
          case "REDUCE_PAGE_SIZE" -> Answers.Action.SMALLER_PAGE;
          case "SPLIT_REQUEST_WINDOW" -> Answers.Action.SMALLER_WINDOW;
          default -> Answers.Action.FAIL;
        };
    Optional<Answers.Blame> blame =
        switch (filter.node().text("failure_type")) {
          case "config_error" -> Optional.of(Answers.Blame.SETTINGS);
          case "transient_error" -> Optional.of(Answers.Blame.SOURCE_FOR_NOW);
          case "system_error" -> Optional.of(Answers.Blame.SOURCE_DATA);
          default -> Optional.empty();
        };
    return new Answers.Rule(
        statuses,
        filter.find("error_message_contains"),
        filter.find("predicate").filter(each -> !each.text().isBlank()),
        action,
        blame,
        filter.find("error_message").filter(each -> !each.text().isBlank()));
  }

  private static Answers.Wait wait(Component strategy) {
    double jitter = strategy.real("jitter_range_in_seconds").orElse(0.0);
    return switch (strategy.type()) {
      case "ConstantBackoffStrategy" ->
          new Answers.Wait.Constant(strategy.expression("backoff_time_in_seconds"), jitter);
      case "WaitTimeFromHeader" ->
          new Answers.Wait.Header(
              strategy.expression("header"),
              strategy.find("regex"),
              strategy.find("max_waiting_time_in_seconds"));
      case "WaitUntilTimeFromHeader" ->
          new Answers.Wait.UntilHeader(
              strategy.expression("header"),
              strategy.find("regex"),
              strategy.find("min_wait"),
              strategy.find("max_waiting_time_in_seconds"));
      case "WaitTimeFromResponse" ->
          new Answers.Wait.Computed(
              strategy.expression("wait_time_in_seconds"),
              strategy.find("max_waiting_time_in_seconds"));
      default ->
          new Answers.Wait.Doubling(
              strategy.has("factor") ? strategy.expression("factor") : strategy.fixed("5"), jitter);
    };
  }
}
