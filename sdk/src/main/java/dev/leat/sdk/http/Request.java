package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.internal.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to ask a source: a path under its address, a query, headers, and a JSON body for a POST.
 * Credentials are no part of it: those are {@link Auth}. Immutable.
 */
public final class Request {

  private static final int SHORTEST_SECRET = 6;

  private final String method;
  private final String path;
  private final String link;
  private final List<Parameter> query;
  private final List<Parameter> headers;
  private final byte[] body;

  /** A name and a value; names may repeat. */
  record Parameter(String name, String value) {}

  private Request(
      String method,
      String path,
      String link,
      List<Parameter> query,
      List<Parameter> headers,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.link = link;
    this.query = List.copyOf(query);
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  /**
   * Asks with GET.
   *
   * @param path under the source's address, as plain text (it is escaped here); empty for exactly
   *     that address
   * @throws IllegalArgumentException if a step of the path is {@code .} or {@code ..}
   */
  public static Request get(String path) {
    return new Request("GET", plain(path), null, List.of(), List.of(), null);
  }

  /**
   * Asks with POST: a search, never a change. It is repeated like a GET.
   *
   * @param path as for {@link #get}
   * @param json the body; values as in {@link dev.leat.sdk.row.FieldRow}
   */
  public static Request post(String path, Map<String, ?> json) {
    return new Request("POST", plain(path), null, List.of(), List.of(), JsonValues.write(json));
  }

  /** The same request with one more query parameter, after those that it has. */
  public Request query(String name, String value) {
    return with(plus(query, new Parameter(name, value)));
  }

  /** The same request with one more query parameter, after those that it has. */
  public Request query(String name, long value) {
    return query(name, Long.toString(value));
  }

  /** The same request with this value in place of every value of that query parameter. */
  public Request replaceQuery(String name, String value) {
    List<Parameter> others = query.stream().filter(each -> !each.name().equals(name)).toList();
    return with(plus(others, new Parameter(name, value)));
  }

  /**
   * The same request with one more header.
   *
   * @throws IllegalArgumentException if the name or the value cannot stand in a header
   */
  public Request header(String name, String value) {
    if (!Credential.fitsName(name) || !Credential.fitsValue(value)) {
      throw new IllegalArgumentException(
          "Header " + name.replaceAll("\\p{Cntrl}", "?") + " has characters that no header can");
    }
    List<Parameter> others =
        headers.stream().filter(each -> !each.name().equalsIgnoreCase(name)).toList();
    return new Request(method, path, link, query, plus(others, new Parameter(name, value)), body);
  }

  /**
   * The request for a link that the answer to this one held: same method, headers and body, the
   * link's own query. The source follows it under the rule for redirects: to its own origin only,
   * unless others are allowed.
   *
   * @param address absolute, or relative to the source's address and the path of this request
   */
  public Request following(String address) {
    return new Request(method, path, address, List.of(), headers, body);
  }

  /** {@code GET} or {@code POST}. */
  public String method() {
    return method;
  }

  /** The path under the source's address, as given. */
  public String path() {
    return path;
  }

  /** The first value of a query parameter; empty if the request has none of that name. */
  public Optional<String> queryValue(String name) {
    return query.stream()
        .filter(each -> each.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  Optional<String> link() {
    return Optional.ofNullable(link);
  }

  List<Parameter> parameters() {
    return query;
  }

  List<Parameter> headers() {
    return headers;
  }

  /**
   * Values of parameters and headers that are named like secrets. Short ones are left out: a key of
   * 5 would mask every 5 of a message.
   */
  List<String> secrets() {
    return Stream.concat(query.stream(), headers.stream())
        .filter(each -> Shown.isSecret(each.name()))
        .flatMap(each -> Stream.of(each.value(), each.value().replaceFirst("^\\w+[ =]", "")))
        .filter(value -> value.length() >= SHORTEST_SECRET)
        .toList();
  }

  byte[] body() {
    return body;
  }

  /** Method, path and query; values of parameters that are named like secrets are masked. */
  @Override
  public String toString() {
    return method + " " + (path.isEmpty() ? "/" : path) + Shown.query(this, Redactor.of(secrets()));
  }

  private Request with(List<Parameter> parameters) {
    return new Request(method, path, link, parameters, headers, body);
  }

  private static List<Parameter> plus(List<Parameter> some, Parameter one) {
    List<Parameter> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  private static String plain(String path) {
    for (String step : path.split("/", -1)) {
      if (step.equals(".") || step.equals("..")) {
        throw new IllegalArgumentException(
            "Path \"" + path + "\" leaves the source's address: name it in full");
      }
    }
    return path;
  }
}
