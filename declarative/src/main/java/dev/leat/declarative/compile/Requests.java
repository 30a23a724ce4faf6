package dev.leat.declarative.compile;

import dev.leat.declarative.model.Body;
import dev.leat.declarative.model.Call;
import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Named;
import dev.leat.declarative.model.Pages;
import dev.leat.declarative.model.Placement;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the requests of one call. Thread-safe. */
final class Requests {

  private static final String PAGE = "next_page_token";

  private final Call call;
  private final Settings settings;
  private final List<Injection> injections;
  private final boolean injectsOnEachPage;
  private final Optional<Placement> tokenAt;
  private final Optional<Pages.Size> size;

  /**
   * A value of the slice that goes into each request.
   *
   * @param field what the slice calls it
   */
  record Injection(String field, Placement at) {}

  /** One parameter. */
  private record Pair(String name, String value) {}

  /**
   * @param injections what goes into each request, as far as it is something
   * @param injectsOnEachPage whether requests that name a page have them, too
   * @param size the size of a page; goes into each request if it has a place
   * @param tokenAt where the name of a page goes; empty if it goes nowhere
   */
  Requests(
      Call call,
      Settings settings,
      List<Injection> injections,
      boolean injectsOnEachPage,
      Optional<Pages.Size> size,
      Optional<Placement> tokenAt) {
    this.call = call;
    this.settings = settings;
    this.injections = new ArrayList<>(injections);
    this.injectsOnEachPage = injectsOnEachPage;
    this.tokenAt = tokenAt;
    this.size = size.filter(each -> each.at().isPresent() && each.rows().isPresent());
  }

  /** The requests of a call that is made by itself. */
  static Requests alone(Call call, Settings settings) {
    return new Requests(call, settings, List.of(), true, Optional.empty(), Optional.empty());
  }

  /** Scheme, host and port that are asked. */
  URI origin(Slice slice) {
    Map<String, Object> names = settings.names(slice);
    names.put(PAGE, null);
    String base = call.base().print(names);
    settings.note(call.base(), base);
    return Addresses.origin(base.strip());
  }

  /**
   * The request for a page.
   *
   * @param token what the page is called; null for the first page, if that has no name
   */
  Request page(Slice slice, Object token) {
    try {
      return made(slice, token);
    } catch (IllegalArgumentException e) {
      throw new SourceDataException(
          call.base().template().place().file()
              + ":"
              + call.base().template().place().line()
              + ": the request cannot be made: "
              + e.getMessage(),
          e);
    }
  }

  private Request made(Slice slice, Object token) {
    Map<String, Object> names = names(slice, token);
    String base = call.base().print(names).strip();
    String path = call.path().print(names);
    settings.note(call.path(), path);
    String address = Addresses.joined(base, path);
    if (!Addresses.origin(address).equals(Addresses.origin(base))) {
      throw new ConfigurationException(
          "The path leads from "
              + Addresses.origin(base)
              + " to "
              + Addresses.origin(address)
              + ": not followed. Give that address as the base");
    }
    Request request = Addresses.request(call.method(), address);
    for (Pair each : pairs(call.query(), names)) {
      boolean isThere =
          request.queryValue(each.name).filter(value -> value.equals(each.value)).isPresent();
      request = isThere ? request : request.query(each.name, each.value);
    }
    for (Pair each : pairs(call.headers(), names)) {
      request = request.header(each.name, each.value.strip());
    }
    return injected(body(request, names), slice, token, names);
  }

  /** A link, which may be relative to the base or to its host. */
  String absolute(Slice slice, String link) {
    if (link.startsWith("/") || link.startsWith("?") || link.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
      return link;
    }
    return Addresses.joined(call.base().print(names(slice, null)).strip(), link);
  }

  /** The request for a link that a page gave, with the parameters that the link does not have. */
  Request linked(Request followed, String link, Slice slice, Object token) {
    Map<String, Object> names = names(slice, token);
    Request request = followed;
    Request own = page(slice, null);
    List<String> given = names(link);
    for (String name : queryNames(names)) {
      if (!given.contains(name)) {
        Optional<String> value = own.queryValue(name);
        request = value.isPresent() ? request.replaceQuery(name, value.get()) : request;
      }
    }
    return request;
  }

  private static List<String> names(String link) {
    int query = link.indexOf('?');
    List<String> names = new ArrayList<>();
    for (String pair : query < 0 ? new String[0] : link.substring(query + 1).split("&")) {
      names.add(Addresses.decoded(pair.split("=", 2)[0], true));
    }
    return names;
  }

  private List<String> queryNames(Map<String, Object> names) {
    List<String> all = new ArrayList<>();
    pairs(call.query(), names).forEach(each -> all.add(each.name));
    size.flatMap(Pages.Size::at).ifPresent(at -> add(at, names, all));
    injections.forEach(each -> add(each.at(), names, all));
    return all;
  }

  private static void add(Placement at, Map<String, Object> names, List<String> all) {
    if (at.part() == Placement.Part.QUERY) {
      all.add(at.name().get(0).print(names));
    }
  }

  private Map<String, Object> names(Slice slice, Object token) {
    Map<String, Object> names = settings.names(slice);
    Map<String, Object> page = new HashMap<>();
    page.put(PAGE, token);
    names.put(PAGE, token == null ? null : page);
    return names;
  }

  private Request body(Request request, Map<String, Object> names) {
    if (call.body() instanceof Body.Json json) {
      return Documents.whole(json.value(), names, settings) instanceof Map<?, ?> fields
              && !fields.isEmpty()
          ? request.json(Values.json(fields))
          : request;
    }
    if (call.body() instanceof Body.Form form) {
      Request changed = request;
      for (Pair each : pairs(form.fields(), names)) {
        changed = changed.form(each.name, each.value);
      }
      return changed;
    }
    if (call.body() instanceof Body.Text text) {
      String said = text.text().print(names);
      settings.note(text.text(), said);
      return said.isEmpty()
          ? request
          : request.text(
              said, request.headerValue("Content-Type").orElse("text/plain; charset=utf-8"));
    }
    return request;
  }

  private Request injected(Request request, Slice slice, Object token, Map<String, Object> names) {
    Request changed = request;
    if (token != null && tokenAt.isPresent() && tokenAt.get().part() != Placement.Part.LINK) {
      changed = Places.put(changed, tokenAt.get(), token, names);
    }
    if (size.isPresent()) {
      Object rows = size.get().rows().orElseThrow().value(settings.names());
      changed = Places.put(changed, size.get().at().orElseThrow(), rows, names);
    }
    for (Injection each : injectsOnEachPage || token == null ? injections : List.<Injection>of()) {
      Object window = slice.window().get(each.field());
      Object value = window == null ? slice.part().get(each.field()) : window;
      if (window != null || Values.isSomething(value)) {
        changed = Places.put(changed, each.at(), value, names);
      }
    }
    return changed;
  }

  /** What the expressions come to; those that come to nothing are left out. */
  private List<Pair> pairs(Named named, Map<String, Object> names) {
    List<Pair> all = new ArrayList<>();
    if (named.whole().isPresent()) {
      if (named.whole().get().valueOrNull(names) instanceof Map<?, ?> fields) {
        fields.forEach((name, value) -> add(Values.text(name), value, all));
        all.forEach(each -> settings.note(named.whole().get(), each.value));
      }
      return all;
    }
    for (Named.Entry each : named.entries()) {
      String name = each.name().print(names);
      add(name, value(each.value(), names), all);
      if (!all.isEmpty()) {
        settings.note(each.value(), all.get(all.size() - 1).value);
      }
    }
    return all;
  }

  /** Plain text stays as it is written, unless it is a text in quotes or a list. */
  private static Object value(Expression expression, Map<String, Object> names) {
    Object value = expression.valueOrNull(names);
    boolean kept = value instanceof String || value instanceof List;
    return expression.isPlain() && !kept ? expression.text() : value;
  }

  private static void add(String name, Object value, List<Pair> all) {
    if (value instanceof List<?> list) {
      list.forEach(each -> all.add(new Pair(name, Values.text(each))));
    } else if (value != null && !Values.text(value).isEmpty()) {
      all.add(new Pair(name, Values.text(value)));
    }
  }
}
