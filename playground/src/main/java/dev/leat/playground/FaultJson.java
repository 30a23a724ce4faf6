package dev.leat.playground;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

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
          "lag_ms",
          "location",
          "encoding",
          "oddity");

  private static final Map<String, Kind> KINDS = kinds();

  /**
   * A kind of fault.
   *
   * @param fields what else may be said of it; empty if nothing
   * @param effect what it does
   */
  private record Kind(String fields, String effect, Function<ControlFields, Fault> reader) {}

  private FaultJson() {}

  static Faults.Scripted parse(ObjectNode body) {
    ControlFields fields = new ControlFields(body, FIELDS);
    String name = fields.requiredText("fault");
    Kind kind = KINDS.get(name);
    if (kind == null) {
      throw Refusal.badParameter("fault", "one of " + KINDS.keySet(), '"' + name + '"');
    }
    return new Faults.Scripted(kind.reader().apply(fields), endpoint(fields), occasion(fields));
  }

  /** A line about each kind of fault. */
  static List<String> help() {
    List<String> lines = new ArrayList<>();
    KINDS.forEach(
        (name, kind) -> {
          String fields = kind.fields().isEmpty() ? "" : " (" + kind.fields() + ")";
          lines.add(name + fields + ": " + kind.effect());
        });
    return lines;
  }

  static Map<String, Object> described(Faults.Scripted scripted) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fault", scripted.fault().match(NAMES));
    scripted.endpoint().ifPresent(endpoint -> fields.put("path", endpoint.path()));
    fields.put("occasion", scripted.occasion().toString());
    return fields;
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new TreeMap<>();
    plain(kinds, new Fault.Unauthorized(), "401, as for an expired token");
    plain(
        kinds, new Fault.CutConnection(), "half of the announced body, then the connection closes");
    plain(kinds, new Fault.DroppedConnection(), "the connection closes before an answer");
    plain(kinds, new Fault.Silence(), "no answer, and the connection stays open");
    plain(kinds, new Fault.TruncatedJson(), "the first half of the JSON as if it were all");
    plain(kinds, new Fault.HtmlPage(), "an HTML page with status 200");
    plain(kinds, new Fault.ErrorDocument(), "an error with status 200, and null for the rows");
    plain(kinds, new Fault.EmptyBody(), "status 200 and no body");
    plain(kinds, new Fault.EndlessBody(), "white space until the client leaves");
    plain(kinds, new Fault.GzipBomb(), "10 GiB of white space, compressed to a thousandth");
    plain(kinds, new Fault.InvalidUtf8(), "a byte that is no UTF-8 in the first text");
    plain(kinds, new Fault.RepeatedToken(), "the scroll_param that was asked with");
    plain(kinds, new Fault.TokenCycle(), "tokens A, B, A, B, without end");
    plain(kinds, new Fault.FreshTokens(), "the first page of a scroll under ever new tokens");
    plain(kinds, new Fault.EmptyPage(), "no rows, while a token or a total still leads on");
    plain(
        kinds, new Fault.ShuffledPage(), "the rows in the opposite order, the first of them twice");
    plain(kinds, new Fault.NullCursor(), "updatedAt null in the last row");
    plain(kinds, new Fault.FrozenPage(), "the first page asked for, whatever is asked for");
    plain(kinds, new Fault.RedirectLoop(), "302 to the very address that was asked for");
    kinds.put(
        "rate_limited",
        new Kind(
            "retry_after, any text",
            "429",
            fields -> new Fault.RateLimited(fields.text("retry_after"))));
    kinds.put(
        "quota_used_up",
        new Kind(
            "delay_ms",
            "403 whose headers say that the requests of the hour are used up",
            fields -> new Fault.QuotaUsedUp(millis(fields, "delay_ms"))));
    kinds.put(
        "server_error",
        new Kind(
            "status, retry_after",
            "503, or another status from 500 on",
            fields ->
                new Fault.ServerError(fields.count("status", 503), fields.text("retry_after"))));
    kinds.put(
        "echo",
        new Kind(
            "status",
            "400, or another refusal, that repeats the address and every header it got",
            fields -> new Fault.Echo(fields.count("status", 400))));
    kinds.put(
        "slow",
        new Kind(
            "delay_ms",
            "the right answer, late",
            fields -> new Fault.Slow(millis(fields, "delay_ms"))));
    kinds.put(
        "drip",
        new Kind(
            "delay_ms",
            "the right answer, with a pause before each byte",
            fields -> new Fault.Drip(millis(fields, "delay_ms"))));
    kinds.put(
        "lagging_replica",
        new Kind(
            "lag_ms",
            "without the rows that changed that lately",
            fields -> new Fault.LaggingReplica(millis(fields, "lag_ms"))));
    kinds.put(
        "redirect",
        new Kind(
            "location",
            "302 to there",
            fields -> new Fault.Redirect(URI.create(fields.requiredText("location")))));
    kinds.put(
        "odd_encoding",
        new Kind(
            "encoding, one of " + names(OddEncoding.values()),
            "the right page in another form",
            fields -> new Fault.Encoded(oneOf(OddEncoding.class, fields, "encoding"))));
    kinds.put(
        "odd_row",
        new Kind(
            "oddity, one of " + names(Oddity.values()),
            "something unusual in the last row",
            fields -> new Fault.OddRow(oneOf(Oddity.class, fields, "oddity"))));
    return kinds;
  }

  private static void plain(Map<String, Kind> kinds, Fault fault, String effect) {
    kinds.put(fault.match(NAMES), new Kind("", effect, fields -> fault));
  }

  private static Duration millis(ControlFields fields, String name) {
    return Duration.ofMillis(fields.number(name, 1000));
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, ControlFields fields, String name) {
    String given = fields.requiredText(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> name(each).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.badParameter(
                    name, "one of " + names(type.getEnumConstants()), '"' + given + '"'));
  }

  private static String names(Enum<?>... all) {
    return Arrays.stream(all).map(FaultJson::name).collect(Collectors.joining(", "));
  }

  private static String name(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT);
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
