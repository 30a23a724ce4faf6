package dev.leat.declarative.compile;

import dev.leat.declarative.model.Budget;
import dev.leat.declarative.model.Call;
import dev.leat.declarative.model.Decoding;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.CallBudget;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.transport.HttpLimits;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The addresses that are asked, one pace for each. Thread-safe. */
final class Sources {

  private final Http http;
  private final Settings settings;
  private final Credentials credentials;
  private final List<CallBudget> budgets;
  private final Map<URI, HttpSource> known = new HashMap<>();

  Sources(Http http, Settings settings, List<Budget> budgets) {
    this.http = http;
    this.settings = settings;
    this.credentials = new Credentials(settings);
    this.budgets = budgets.stream().map(this::budget).toList();
  }

  /** An address, asked as a call says. */
  synchronized HttpSource of(URI origin, Call call, Decoding decoding) {
    AnswerRules rules = new AnswerRules(call.answers(), settings);
    HttpSource source =
        known
            .computeIfAbsent(origin, this::open)
            .auth(credentials.auth(call.credential()))
            .answers(rules.rule())
            .retry(rules.retry())
            .limits(limits(call));
    return decoding instanceof Decoding.Json ? source : source.decoding(Forms.of(decoding));
  }

  private HttpSource open(URI origin) {
    HttpSource source = http.at(origin);
    return budgets.isEmpty() ? source : source.budgets(budgets.toArray(CallBudget[]::new));
  }

  private static HttpLimits limits(Call call) {
    HttpLimits limits = HttpLimits.defaults();
    if (call.connectSeconds().isPresent()) {
      limits = limits.connectWithin(seconds(call.connectSeconds().get()));
    }
    return call.readSeconds().isPresent()
        ? limits.idleAtMost(seconds(call.readSeconds().get()))
        : limits;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.max(1, (long) (seconds * 1000)));
  }

  private CallBudget budget(Budget budget) {
    Object calls = budget.calls().value(settings.names());
    if (!(calls instanceof Long number) || number < 1 || number > Integer.MAX_VALUE) {
      throw new ConfigurationException(
          "A limit of calls is " + Values.text(calls) + ": give a whole number, 1 or more");
    }
    Duration period = TimeForm.duration(settings.text(budget.period()));
    CallBudget made =
        budget.windows() == Budget.Windows.FIXED
            ? CallBudget.inEach(number.intValue(), period)
            : CallBudget.inAny(number.intValue(), period);
    List<Budget.Requests> requests = budget.requests();
    return requests.isEmpty()
        ? made
        : made.of(request -> requests.stream().anyMatch(each -> fits(each, request)));
  }

  private static boolean fits(Budget.Requests requests, Request request) {
    Optional<Pattern> path = requests.pathPattern().map(Pattern::compile);
    return requests.method().map(request.method()::equals).orElse(true)
        && path.map(each -> each.matcher("/" + request.path()).find()).orElse(true);
  }
}
