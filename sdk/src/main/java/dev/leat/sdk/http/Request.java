package dev.leat.sdk.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.internal.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to ask a source: a method, a path under its address, a query, headers and a body.
 * Credentials are not part of it: those are {@link Auth}. A pure value: requests that ask the same
 * are equal.
 */
public final class Request {

  private static final int SHORTEST_SECRET = 6;

  private final Parts parts;

  /**
   * What a request is made of.
   *
   * @param steps of the path, as plain text
   * @param link the address that an answer gave, in place of the path
   * @param repeatable whether asking twice does no harm
   */
  private record Parts(
      String method,
      List<String> steps,
      Optional<String> link,
      List<Parameter> query,
      List<Parameter> headers,
      Optional<Body> body,
      boolean repeatable) {

    Parts steps(List<String> other) {
      return new Parts(method, other, link, query, headers, body, repeatable);
    }

    Parts link(String address) {
      return new Parts(method, steps, Optional.of(address), List.of(), headers, body, repeatable);
    }

    Parts query(List<Parameter> other) {
      return new Parts(method, steps, link, other, headers, body, repeatable);
    }

    Parts headers(List<Parameter> other) {
      return new Parts(method, steps, link, query, other, body, repeatable);
    }

    Parts body(Body other) {
      return new Parts(method, steps, link, query, headers, Optional.of(other), repeatable);
    }

    Parts once() {
      return new Parts(method, steps, link, query, headers, body, false);
    }

    Parts asGet() {
      return new Parts("GET", steps, link, query, headers, Optional.empty(), repeatable);
    }
  }

  private Request(Parts parts) {
    this.parts = parts;
  }

  /**
   * Asks with GET.
   *
   * @param path under the source's address, as plain text (it is escaped here); empty for exactly
   *     that address. May have placeholders such as <code>{id}</code>, see {@link #path(String,
   *     String)}
   * @throws IllegalArgumentException if a step of the path is {@code .} or {@code ..}
   */
  public static Request get(String path) {
    return of("GET", path);
  }

  /**
   * Asks with POST: a search, never a change. It is repeated like a GET.
   *
   * @param path as for {@link #get}
   * @param json the body; values as in {@link dev.leat.sdk.row.FieldRow}
   */
  public static Request post(String path, Map<String, ?> json) {
    return of("POST", path).json(json);
  }

  /**
   * Asks with any method: for log-ins and for jobs. Unless {@link #once} says otherwise, it is
   * repeated like a GET.
   *
   * @param method for example {@code POST} or {@code DELETE}, as it goes out
   * @param path as for {@link #get}
   */
  public static Request of(String method, String path) {
    if (!method.matches("[A-Z]+")) {
      throw new IllegalArgumentException(
          "\"" + method + "\" is not an HTTP method: write it in capitals");
    }
    List<String> steps = List.of(path.split("/", -1));
    steps.forEach(step -> requireStep(step, path));
    return new Request(
        new Parts(method, steps, Optional.empty(), List.of(), List.of(), Optional.empty(), true));
  }

  /** The same request with one more query parameter, after those that it has. */
  public Request query(String name, String value) {
    return new Request(parts.query(Parameter.plus(parts.query, new Parameter(name, value))));
  }

  /** The same request with one more query parameter, after those that it has. */
  public Request query(String name, long value) {
    return query(name, Long.toString(value));
  }

  /** The same request with this value in place of every value of that query parameter. */
  public Request replaceQuery(String name, String value) {
    return new Request(
        parts.query(Parameter.replaced(parts.query, new Parameter(name, value), String::equals)));
  }

  /**
   * The same request with one more header.
   *
   * @throws IllegalArgumentException if the name or the value cannot stand in a header
   */
  public Request header(String name, String value) {
    if (!HeaderText.fitsName(name) || !HeaderText.fitsValue(value)) {
      throw new IllegalArgumentException(
          "Header " + name.replaceAll("\\p{Cntrl}", "?") + " has characters that no header can");
    }
    List<Parameter> headers =
        Parameter.replaced(
            parts.headers, new Parameter(name, value), (one, other) -> one.equalsIgnoreCase(other));
    return new Request(parts.headers(headers));
  }

  /**
   * The same request with this text for the placeholder <code>{name}</code> of its path. A slash in
   * it does not divide the path.
   *
   * @throws IllegalArgumentException if the path has no such placeholder, or would leave the
   *     source's address with that value
   */
  public Request path(String name, String value) {
    String placeholder = "{" + name + "}";
    if (parts.steps.stream().noneMatch(step -> step.contains(placeholder))) {
      throw new IllegalArgumentException("Path \"" + path() + "\" has no " + placeholder);
    }
    List<String> steps =
        parts.steps.stream().map(step -> step.replace(placeholder, value)).toList();
    steps.forEach(step -> requireStep(step, String.join("/", steps)));
    return new Request(parts.steps(steps));
  }

  /** The same request with this JSON object as its body; values as in a row. */
  public Request json(Map<String, ?> fields) {
    return json(new String(JsonValues.write(fields), StandardCharsets.UTF_8));
  }

  /**
   * The same request with this JSON text as its body.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  public Request json(String document) {
    Json.node(document);
    return new Request(parts.body(Body.ofJson(document)));
  }

  /**
   * The same request with one more field in the urlencoded form that is its body.
   *
   * @throws IllegalArgumentException if it has another body
   */
  public Request form(String field, String value) {
    return new Request(
        parts.body(Body.ofForm(Parameter.plus(formFields(), new Parameter(field, value)))));
  }

  /** The same request with this text as its body, and this header {@code Content-Type}. */
  public Request text(String text, String contentType) {
    if (!HeaderText.fitsValue(contentType)) {
      throw new IllegalArgumentException("\"" + contentType + "\" is not a content type");
    }
    return new Request(parts.body(Body.ofText(text, contentType)));
  }

  /**
   * The same request, sent once: where asking twice does harm, such as starting a job. It is not
   * sent again once a server may have got it.
   */
  public Request once() {
    return new Request(parts.once());
  }

  /**
   * The request for a link that the answer to this one held: same method, headers and body, the
   * link's own query. Query parameters that are added to the result take the place of the link's.
   * The source follows it under the rule for redirects: to its own origin only, unless others are
   * allowed.
   *
   * @param address absolute, or relative to the source's address and the path of this request
   * @see HttpSource#follow
   */
  public Request following(String address) {
    return new Request(parts.link(address));
  }

  /** {@code GET}, {@code POST} or another. */
  public String method() {
    return parts.method;
  }

  /** The path under the source's address, its placeholders filled in as far as they are. */
  public String path() {
    return String.join("/", parts.steps);
  }

  /** The first value of a query parameter; empty if the request has none of that name. */
  public Optional<String> queryValue(String name) {
    return Parameter.first(parts.query, name);
  }

  /** The value of a header, in any case; empty if the request has none of that name. */
  public Optional<String> headerValue(String name) {
    return parts.headers.stream()
        .filter(each -> each.name().equalsIgnoreCase(name))
        .map(Parameter::value)
        .findFirst();
  }

  /** The body as it goes out, in UTF-8; empty if there is none. */
  public Optional<String> bodyText() {
    return parts.body.map(Body::text);
  }

  Request jsonField(String pointer, String value) {
    return jsonField(pointer, TextNode.valueOf(value));
  }

  Request jsonField(String pointer, long value) {
    return jsonField(pointer, LongNode.valueOf(value));
  }

  private Request jsonField(String pointer, JsonNode value) {
    Body body = parts.body.orElse(Body.ofJson("{}"));
    return new Request(parts.body(body.with(pointer, value)));
  }

  Request replaceForm(String field, String value) {
    return new Request(
        parts.body(
            Body.ofForm(
                Parameter.replaced(formFields(), new Parameter(field, value), String::equals))));
  }

  /** The same question as a GET without a body: what a 303 asks for. */
  Request asGet() {
    return new Request(parts.asGet());
  }

  Optional<String> link() {
    return parts.link;
  }

  List<String> steps() {
    return parts.steps;
  }

  List<Parameter> parameters() {
    return parts.query;
  }

  List<Parameter> headers() {
    return parts.headers;
  }

  Optional<Body> body() {
    return parts.body;
  }

  boolean repeats() {
    return parts.repeatable;
  }

  /**
   * Values of parameters, headers and fields of the body that are named like secrets. Short ones
   * are left out: a key of 5 would mask every 5 of a message.
   */
  List<String> secrets() {
    Stream<Parameter> fields =
        parts.body.stream()
            .flatMap(
                body ->
                    body.contentType().equals(Body.JSON)
                        ? jsonFields(body.tree())
                        : body.fields().stream());
    return Stream.of(parts.query.stream(), parts.headers.stream(), fields)
        .flatMap(each -> each)
        .filter(each -> Shown.isSecret(each.name()))
        .flatMap(each -> Stream.of(each.value(), each.value().replaceFirst("^\\w+[ =]", "")))
        .filter(value -> value.length() >= SHORTEST_SECRET)
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Request that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** Method, path and query; values of parameters that are named like secrets are masked. */
  @Override
  public String toString() {
    String path = path();
    return parts.method
        + " "
        + (path.isEmpty() ? "/" : path)
        + Shown.query(this, Redactor.of(secrets()));
  }

  private List<Parameter> formFields() {
    parts.body.ifPresent(
        body -> {
          if (!body.contentType().equals(Body.FORM)) {
            throw new IllegalArgumentException(
                "The body is " + body.contentType() + ": a form cannot stand in it");
          }
        });
    return parts.body.map(Body::fields).orElse(List.of());
  }

  private static Stream<Parameter> jsonFields(JsonNode node) {
    return node.properties().stream()
        .flatMap(
            each ->
                each.getValue().isContainerNode()
                    ? jsonFields(each.getValue())
                    : Stream.of(new Parameter(each.getKey(), each.getValue().asText())));
  }

  private static void requireStep(String step, String path) {
    if (step.equals(".") || step.equals("..")) {
      throw new IllegalArgumentException(
          "Path \"" + path + "\" leaves the source's address: name it in full");
    }
  }
}
