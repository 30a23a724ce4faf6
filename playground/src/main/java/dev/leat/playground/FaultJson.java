package dev.leat.playground;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Scripted faults as the control endpoint reads and tells them: {@code fault} names the kind,
 * {@code path} the endpoint, one of {@code next}, {@code request}, {@code probability} the
 * occasion.
 */
final class FaultJson {
  /** The name of each kind of fault. */
  static final Fault.Cases<String> NAMES = new FaultNames();

  private static final Set<String> FIELDS =
      Set.of(
          "fault",
          "path",
          "next",
          "request",
          "probability",
          "seed",
          "status",
          "retry_after",
          "delay_ms",
          "location");

  private static final Map<String, Function<ControlFields, Fault>> KINDS = kinds();

  private FaultJson() {}

  static Faults.Scripted parse(ObjectNode body) {
    ControlFields fields = new ControlFields(body, FIELDS);
    String name = fields.requiredText("fault");
    Function<ControlFields, Fault> kind = KINDS.get(name);
    if (kind == null) {
      throw Refusal.badParameter("fault", "one of " + KINDS.keySet(), '"' + name + '"');
    }
    return new Faults.Scripted(kind.apply(fields), endpoint(fields), occasion(fields));
  }

  static Map<String, Object> described(Faults.Scripted scripted) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fault", scripted.fault().match(NAMES));
    scripted.endpoint().ifPresent(endpoint -> fields.put("path", endpoint.path()));
    fields.put("occasion", scripted.occasion().toString());
    return fields;
  }

  private static Map<String, Function<ControlFields, Fault>> kinds() {
    Map<String, Function<ControlFields, Fault>> kinds = new TreeMap<>();
    kinds.put("rate_limited", fields -> new Fault.RateLimited(fields.text("retry_after")));
    kinds.put("server_error", fields -> new Fault.ServerError(fields.count("status", 503)));
    kinds.put("slow", fields -> new Fault.Slow(Duration.ofMillis(fields.number("delay_ms", 1000))));
    kinds.put(
        "redirect", fields -> new Fault.Redirect(URI.create(fields.requiredText("location"))));
    for (Fault plain :
        new Fault[] {
          new Fault.Unauthorized(),
          new Fault.CutConnection(),
          new Fault.TruncatedJson(),
          new Fault.HtmlPage(),
          new Fault.EmptyBody(),
          new Fault.InvalidUtf8(),
          new Fault.RepeatedToken(),
          new Fault.TokenCycle(),
          new Fault.NullCursor(),
          new Fault.FrozenPage(),
          new Fault.RedirectLoop()
        }) {
      kinds.put(plain.match(NAMES), fields -> plain);
    }
    return kinds;
  }

  private static Optional<Endpoint> endpoint(ControlFields fields) {
    return fields
        .text("path")
        .map(
            path ->
                Arrays.stream(Endpoint.values())
                    .filter(endpoint -> endpoint.path().equals(path))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            Refusal.badParameter(
                                "path", "the path of an endpoint, or absent", '"' + path + '"')));
  }

  private static Occasion occasion(ControlFields fields) {
    if (fields.has("probability")) {
      return Occasion.chance(fields.fraction("probability"), fields.number("seed", 1));
    }
    if (fields.has("request")) {
      return Occasion.request(fields.count("request", 1));
    }
    return Occasion.next(fields.count("next", 1));
  }
}
