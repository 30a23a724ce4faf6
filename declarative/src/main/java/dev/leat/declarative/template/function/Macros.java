package dev.leat.declarative.template.function;

import dev.leat.declarative.template.time.Date;
import dev.leat.declarative.template.time.DateTime;
import dev.leat.declarative.template.time.Delta;
import dev.leat.declarative.template.time.IsoDuration;
import dev.leat.declarative.template.time.IsoReader;
import dev.leat.declarative.template.time.Strftime;
import dev.leat.declarative.template.time.Strptime;
import dev.leat.declarative.template.time.Zone;
import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Operators;
import dev.leat.declarative.template.value.Ordering;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The macros of manifests, and the functions that Jinja itself offers. */
final class Macros {

  private static final Map<String, String> ZONES = zones();

  private Macros() {}

  static Map<String, Callable> all() {
    Map<String, Callable> macros = new HashMap<>();
    put(macros, "now_utc", given -> now(nothing(given)));
    put(macros, "today_utc", given -> new Date(now(nothing(given)).local().toLocalDate()));
    put(macros, "today_with_timezone", Macros::todayIn);
    put(macros, "timestamp", Macros::timestamp);
    put(macros, "str_to_datetime", given -> utc(given.bind(1, "s")[0]));
    put(macros, "duration", given -> IsoDuration.read(given.bind(1, "datestring")[0]));
    put(macros, "day_delta", Macros::dayDelta);
    put(macros, "format_datetime", Macros::formatDateTime);
    put(macros, "max", given -> extreme(given, true));
    put(macros, "min", given -> extreme(given, false));
    put(macros, "sanitize_url", given -> UrlText.quotePlus(given.bind(1, "value")[0]));
    put(macros, "camel_case_to_snake_case", Macros::snakeCase);
    put(macros, "generate_uuid", Macros::uuid);
    put(macros, "dict", Macros::dict);
    put(macros, "namespace", Namespace::new);
    put(macros, "cycler", Macros::cycler);
    put(macros, "joiner", given -> joiner(given.bind(0, "sep")[0]));
    put(macros, "lipsum", Lipsum::text);
    return macros;
  }

  private static void put(
      Map<String, Callable> macros, String name, Function<Arguments, Object> body) {
    macros.put(name, Callable.function(name, body));
  }

  private static Arguments nothing(Arguments given) {
    given.none();
    return given;
  }

  private static DateTime now(Arguments given) {
    Instant now = given.surroundings().clock().instant();
    return DateTime.ofEpochMicros(
        now.getEpochSecond() * 1_000_000 + now.getNano() / 1000, Zone.UTC);
  }

  private static Object todayIn(Arguments given) {
    String zone = Text.of(given.bind(1, "timezone")[0]);
    String known = zone == null ? null : ZONES.get(zone.toLowerCase(Locale.ROOT));
    if (known == null) {
      throw new ValueException(ErrorKind.TIME_ZONE, Printer.repr(zone) + " is not a time zone");
    }
    ZoneId id = ZoneId.of(known, ZoneId.SHORT_IDS);
    return new Date(given.surroundings().clock().instant().atZone(id).toLocalDate());
  }

  /** The names of the IANA's time zones, by their small letters. */
  private static Map<String, String> zones() {
    Map<String, String> zones = new HashMap<>();
    ZoneId.getAvailableZoneIds().stream()
        .filter(each -> !each.startsWith("SystemV/"))
        .forEach(each -> zones.put(each.toLowerCase(Locale.ROOT), each));
    List.of("EST", "MST", "HST").forEach(each -> zones.put(each.toLowerCase(Locale.ROOT), each));
    return zones;
  }

  private static DateTime utc(Object text) {
    DateTime read = IsoReader.read(text);
    return read.zone() == null ? read.with(Zone.NAMED_UTC) : read.in(Zone.NAMED_UTC);
  }

  private static Object timestamp(Arguments given) {
    Object value = given.bind(1, "dt")[0];
    return Numbers.isNumber(value) ? Conversions.whole(value) : utc(value).timestamp();
  }

  private static Object dayDelta(Arguments given) {
    Object[] bound = given.bind(1, "num_days", "format");
    Object format = bound[1] == Arguments.ABSENT ? "%Y-%m-%dT%H:%M:%S.%f%z" : bound[1];
    DateTime then = (DateTime) Operators.add(now(given), Delta.ofDays(bound[0]), given.budget());
    return Strftime.format(then, format);
  }

  private static Object formatDateTime(Arguments given) {
    Object[] bound = given.bind(2, "dt", "format", "input_format");
    Object form = bound[2] == Arguments.ABSENT || "".equals(bound[2]) ? null : bound[2];
    if (bound[0] instanceof DateTime time) {
      return Strftime.format(time, bound[1]);
    }
    DateTime time;
    if (Numbers.isWhole(bound[0])) {
      time = TimeForms.parse(bound[0], form == null ? "%s" : form);
    } else {
      time = form == null ? utc(bound[0]) : Strptime.parse(bound[0], form);
    }
    return TimeForms.format(time.zone() == null ? time.with(Zone.UTC) : time, bound[1]);
  }

  private static Object extreme(Arguments given, boolean largest) {
    if (!given.named().isEmpty()) {
      throw ValueException.type("max() and min() take values only");
    }
    List<Object> values = given.positional();
    if (values.isEmpty()) {
      throw ValueException.type("expected at least 1 argument, got 0");
    }
    if (values.size() == 1) {
      values = Iteration.list(values.get(0), given.budget());
      if (values.isEmpty()) {
        throw ValueException.value((largest ? "max" : "min") + "() arg is an empty sequence");
      }
    }
    return extreme(values, each -> each, largest);
  }

  /** The first of the largest values, or of the smallest. */
  static Object extreme(List<Object> values, Function<Object, Object> key, boolean largest) {
    Object best = values.get(0);
    Object bestKey = key.apply(best);
    for (Object each : values.subList(1, values.size())) {
      Object eachKey = key.apply(each);
      Integer order = Ordering.compare(largest ? ">" : "<", eachKey, bestKey);
      if (order != null && (largest ? order > 0 : order < 0)) {
        best = each;
        bestKey = eachKey;
      }
    }
    return best;
  }

  private static Object snakeCase(Arguments given) {
    Object value = given.bind(1, "value")[0];
    String text = TextMethods.required(value);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i > 0 && c >= 'A' && c <= 'Z') {
        out.append('_');
      }
      out.append(c);
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  private static Object uuid(Arguments given) {
    given.none();
    long high = (given.surroundings().random().nextLong() & ~0xf000L) | 0x4000L;
    long low = given.surroundings().random().nextLong() & 0x3fffffffffffffffL;
    return new UUID(high, low | Long.MIN_VALUE).toString();
  }

  private static Object dict(Arguments given) {
    Map<Object, Object> map = new LinkedHashMap<>();
    DictMethods.update(map, given);
    return map;
  }

  private static Object cycler(Arguments given) {
    if (given.positional().isEmpty()) {
      throw new ValueException(ErrorKind.RUNTIME, "at least one item has to be provided");
    }
    return Cycler.of(given.positional());
  }

  private static Object joiner(Object between) {
    return Cycler.joiner(between == Arguments.ABSENT ? ", " : between);
  }
}
