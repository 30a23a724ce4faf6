package dev.leat.declarative.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A source that answers as a script says. A question that it has answered well is answered the same
 * way when it is asked again, as a source whose rows do not change does.
 */
final class ScriptedSource implements Transport {

  static final String BASE = "http://source.test";

  /** Headers that say nothing of the question. */
  private static final List<String> VOLATILE =
      List.of(
          "host",
          "user-agent",
          "accept",
          "accept-encoding",
          "connection",
          "content-length",
          "cache-control");

  /** Refusals that last. */
  private static final List<Integer> LASTING = List.of(400, 403, 404, 405, 410);

  private static final Pattern HOLE =
      Pattern.compile(
          "\\{\\{(base|hit|port|query\\.[\\w\\[\\]\\-$]+|path\\.\\w+|header\\.[\\w\\-]+)}}");

  private final Map<String, Integer> hits = new HashMap<>();
  private final Map<String, JsonNode> answered = new HashMap<>();
  private final Map<String, Integer> hitOf = new HashMap<>();
  private final List<Asked> log = new ArrayList<>();
  private JsonNode script;

  /** A request that came. */
  record Asked(String route, String text) {}

  ScriptedSource(JsonNode script) {
    this.script = script;
  }

  synchronized void load(JsonNode other) {
    script = other;
    hits.clear();
    answered.clear();
  }

  /** What was asked since the last time, each question of a route once. */
  synchronized Map<String, Set<String>> takeLog() {
    Map<String, Set<String>> byRoute = new TreeMap<>();
    for (Asked each : log) {
      byRoute.computeIfAbsent(each.route(), missing -> new TreeSet<>()).add(each.text());
    }
    log.clear();
    return byRoute;
  }

  /** How many requests came since the last time. */
  synchronized int asked() {
    return log.size();
  }

  @Override
  public synchronized Exchange send(Outgoing request) throws IOException {
    Question question = Question.of(request);
    Map<String, String> holes = new HashMap<>(Map.of("base", BASE, "port", "80"));
    question.query.forEach(pair -> holes.put("query." + pair[0], pair[1]));
    request.headers().forEach((name, value) -> holes.put("header." + name, value));
    JsonNode route = route(question, holes);
    String id = route == null ? "(no route)" : Scenarios.text(route, "id");
    String text = question.text();
    log.add(new Asked(id, text));
    JsonNode answer = answered.get(text);
    int hit = answer == null ? hits.merge(id, 1, Integer::sum) : hitOf.get(text);
    holes.put("hit", Integer.toString(hit));
    if (answer == null) {
      answer = answer(route, question, holes, hit);
      int status = answer.path("status").asInt(200);
      if ((status < 300 || LASTING.contains(status))
          && !answer.has("drop")
          && !answer.has("cut")
          && !script.path("never_repeats").asBoolean()) {
        answered.put(text, answer);
        hitOf.put(text, hit);
      }
    }
    return exchange(answer, holes);
  }

  private JsonNode route(Question question, Map<String, String> holes) {
    for (JsonNode route : script.path("routes")) {
      Matcher path = path(route).matcher(question.path);
      if (path.matches() && fits(route, question)) {
        Matcher names = Pattern.compile("\\{(\\w+)}").matcher(route.path("path").asText());
        while (names.find()) {
          holes.put("path." + names.group(1), path.group(names.group(1)));
        }
        return route;
      }
    }
    return null;
  }

  private static Pattern path(JsonNode route) {
    StringBuilder pattern = new StringBuilder();
    Matcher names = Pattern.compile("\\{(\\w+)}").matcher(route.path("path").asText());
    int at = 0;
    while (names.find()) {
      pattern.append(Pattern.quote(route.path("path").asText().substring(at, names.start())));
      pattern.append("(?<").append(names.group(1)).append(">[^/]+)");
      at = names.end();
    }
    return Pattern.compile(
        pattern.append(Pattern.quote(route.path("path").asText().substring(at))).toString());
  }

  private static boolean fits(JsonNode route, Question question) {
    if (route.has("method") && !route.get("method").asText().equals(question.method)) {
      return false;
    }
    for (Map.Entry<String, JsonNode> each : route.path("query").properties()) {
      List<String> have =
          question.query.stream()
              .filter(pair -> pair[0].equals(each.getKey()))
              .map(pair -> pair[1])
              .toList();
      JsonNode want = each.getValue();
      boolean fits =
          want.isNull()
              ? have.isEmpty()
              : want.asText().equals("*") ? !have.isEmpty() : have.contains(want.asText());
      if (!fits) {
        return false;
      }
    }
    for (Map.Entry<String, JsonNode> each : route.path("headers").properties()) {
      String have = question.headers.get(each.getKey());
      if (each.getValue().isNull() ? have != null : !each.getValue().asText().equals(have)) {
        return false;
      }
    }
    for (Map.Entry<String, JsonNode> each : route.path("body").properties()) {
      if (!at(question.body, each.getKey()).equals(each.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode at(JsonNode node, String path) {
    JsonNode at = node;
    for (String step : Splitter.on('.').split(path)) {
      at = at.path(step);
    }
    return at;
  }

  private JsonNode answer(JsonNode route, Question question, Map<String, String> holes, int hit) {
    if (route == null) {
      return script.has("default")
          ? script.get("default")
          : Scenarios.read("{\"status\":404,\"json\":{\"error\":\"no route\"}}");
    }
    JsonNode responses = route.path("responses");
    if (route.has("data") && (hit > responses.size() || responses.path(hit - 1).has("pass"))) {
      return data(route.get("data"), question, holes);
    }
    int place =
        route.path("cycle").asBoolean()
            ? (hit - 1) % responses.size()
            : Math.min(hit, responses.size()) - 1;
    return responses.get(place);
  }

  private JsonNode data(JsonNode data, Question question, Map<String, String> holes) {
    Map<String, String> query = new LinkedHashMap<>();
    question.query.forEach(pair -> query.put(pair[0], pair[1]));
    JsonNode given = data.get("rows");
    List<JsonNode> rows = new ArrayList<>();
    (given.isTextual() ? script.path("datasets").path(given.asText()) : given).forEach(rows::add);
    for (JsonNode filter : data.path("filters")) {
      String value =
          filter.has("param")
              ? query.get(filter.get("param").asText())
              : holes.get("path." + filter.path("var").asText());
      if (value != null && !value.isEmpty()) {
        rows.removeIf(row -> !holds(filter, at(row, filter.path("field").asText()), value));
      }
    }
    if (data.has("sort")) {
      String field = data.get("sort").asText();
      String name = field.startsWith("-") ? field.substring(1) : field;
      rows.sort((one, other) -> at(one, name).asText().compareTo(at(other, name).asText()));
      if (field.startsWith("-")) {
        java.util.Collections.reverse(rows);
      }
    }
    return page(data, question, query, rows);
  }

  private static boolean holds(JsonNode filter, JsonNode field, String value) {
    int order = compare(field, value);
    return switch (filter.path("op").asText("==")) {
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      default -> order == 0;
    };
  }

  private static int compare(JsonNode field, String value) {
    String text = field.isNull() || field.isMissingNode() ? "None" : field.asText();
    try {
      return Double.compare(Double.parseDouble(text), Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return text.compareTo(value);
    }
  }

  private static JsonNode page(
      JsonNode data, Question question, Map<String, String> query, List<JsonNode> all) {
    JsonNode page = data.path("page");
    JsonNode envelope = data.path("envelope");
    List<JsonNode> rows = all;
    String next = null;
    int total = all.size();
    int pages = 1;
    if (!page.isMissingNode()) {
      int size =
          Integer.parseInt(
              query.getOrDefault(
                  page.path("size_param").asText("\0"), page.path("size").asText("100")));
      String param = page.path("param").asText();
      int from = from(page, query.get(param), size);
      if (from + size < total) {
        next = next(page, query.get(param), from + size);
      }
      pages = (total + size - 1) / size;
      int start = Math.min(Math.max(from, 0), total);
      rows = all.subList(start, Math.min(start + size, total));
    }
    ObjectNode answer = Scenarios.object();
    ArrayNode array = Scenarios.array(rows);
    JsonNode document = array;
    String records = envelope.path("records").asText("");
    String url =
        next == null
            ? null
            : BASE + question.path + "?" + question.queryWith(page.path("param").asText(), next);
    if (!records.isEmpty()) {
      ObjectNode body = Scenarios.object();
      put(body, records, array);
      envelope.path("extra").properties().forEach(e -> put(body, e.getKey(), e.getValue()));
      Map<String, JsonNode> facts = new LinkedHashMap<>();
      facts.put("next", Scenarios.textNode(next));
      facts.put("next_url", Scenarios.textNode(url));
      facts.put("total", Scenarios.read(Integer.toString(total)));
      facts.put("total_pages", Scenarios.read(Integer.toString(pages)));
      facts.put("has_more", Scenarios.read(Boolean.toString(next != null)));
      facts.forEach(
          (name, value) -> {
            boolean left = value.isNull() && envelope.path("omit_last").asBoolean();
            if (envelope.has(name) && !left) {
              put(body, envelope.get(name).asText(), value);
            }
          });
      document = body;
    }
    answer.set("json", document);
    if (data.path("link_header").asBoolean() && url != null) {
      answer.putObject("headers").put("Link", "<" + url + ">; rel=\"next\"");
    }
    if (data.has("next_header") && next != null) {
      answer.withObject("/headers").put(data.get("next_header").asText(), next);
    }
    return answer;
  }

  private static int from(JsonNode page, String given, int size) {
    int first = page.path("first").asInt(1);
    return switch (page.path("kind").asText()) {
      case "page" -> ((given == null ? first : Integer.parseInt(given)) - first) * size;
      case "offset" -> given == null ? 0 : Integer.parseInt(given);
      default ->
          given == null
              ? 0
              : Integer.parseInt(
                  new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8)
                      .substring("o:".length()));
    };
  }

  private static String next(JsonNode page, String given, int offset) {
    int first = page.path("first").asInt(1);
    return switch (page.path("kind").asText()) {
      case "page" -> Integer.toString((given == null ? first : Integer.parseInt(given)) + 1);
      case "offset" -> Integer.toString(offset);
      default ->
          Base64.getUrlEncoder().encodeToString(("o:" + offset).getBytes(StandardCharsets.UTF_8));
    };
  }

  private static void put(ObjectNode body, String path, JsonNode value) {
    String[] steps = path.split("\\.");
    ObjectNode at = body;
    for (String step : Arrays.copyOf(steps, steps.length - 1)) {
      at = at.withObject("/" + step);
    }
    at.set(steps[steps.length - 1], value);
  }

  private static Exchange exchange(JsonNode answer, Map<String, String> holes) throws IOException {
    if (answer.path("drop").asBoolean()) {
      throw new IOException("the source closed the connection");
    }
    Map<String, List<String>> headers = new HashMap<>();
    byte[] body;
    if (answer.has("json")) {
      headers.put("Content-Type", List.of("application/json"));
      body = filled(answer.get("json").toString(), holes).getBytes(StandardCharsets.UTF_8);
    } else if (answer.has("base64")) {
      body = Base64.getDecoder().decode(answer.get("base64").asText());
    } else {
      headers.put("Content-Type", List.of("text/plain; charset=utf-8"));
      body = filled(answer.path("text").asText(""), holes).getBytes(StandardCharsets.UTF_8);
    }
    for (Map.Entry<String, JsonNode> each : answer.path("headers").properties()) {
      List<String> values = new ArrayList<>();
      (each.getValue().isArray() ? each.getValue() : Scenarios.array(List.of(each.getValue())))
          .forEach(value -> values.add(filled(value.asText(), holes)));
      headers.put(each.getKey(), values);
    }
    if (answer.path("gzip").asBoolean() || answer.path("gzip_body").asBoolean()) {
      body = gzip(body);
      if (answer.path("gzip").asBoolean()) {
        headers.put("Content-Encoding", List.of("gzip"));
      }
    }
    if (answer.has("cut")) {
      throw new IOException("the source closed the connection within its answer");
    }
    return new Exchange(answer.path("status").asInt(200), headers, body);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }

  private static String filled(String text, Map<String, String> holes) {
    return HOLE.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(holes.getOrDefault(found.group(1), "")));
  }

  /** A request, taken apart. */
  private static final class Question {
    final String method;
    final String path;
    final List<String[]> query = new ArrayList<>();
    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final JsonNode body;

    private Question(String method, String path, JsonNode body) {
      this.method = method;
      this.path = path;
      this.body = body;
    }

    static Question of(Outgoing request) {
      String type = request.header("Content-Type").orElse("");
      Optional<String> text =
          request.body().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
      JsonNode body =
          text.map(each -> type.contains("json") ? Scenarios.read(each) : Scenarios.textNode(each))
              .orElse(Scenarios.textNode(null));
      Question question = new Question(request.method(), request.address().getRawPath(), body);
      String query = request.address().getRawQuery();
      for (String pair : query == null ? new String[0] : query.split("&")) {
        String[] parts = pair.split("=", 2);
        question.query.add(
            new String[] {decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1])});
      }
      request.headers().forEach(question.headers::put);
      return question;
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String queryWith(String name, String value) {
      List<String> pairs = new ArrayList<>();
      for (String[] pair : query) {
        if (!pair[0].equals(name)) {
          pairs.add(pair[0] + "=" + pair[1]);
        }
      }
      pairs.add(name + "=" + java.net.URLEncoder.encode(value, StandardCharsets.UTF_8));
      return String.join("&", pairs);
    }

    /** The question, as it can be compared. */
    String text() {
      Map<String, String> said = new TreeMap<>();
      headers.forEach(
          (name, value) -> {
            if (!VOLATILE.contains(name.toLowerCase(java.util.Locale.ROOT))) {
              said.put(name.toLowerCase(java.util.Locale.ROOT), value.replace(BASE, "{{base}}"));
            }
          });
      return Scenarios.question(
          method, path, query.stream().map(pair -> pair[0] + "=" + pair[1]).toList(), said, body);
    }
  }
}
