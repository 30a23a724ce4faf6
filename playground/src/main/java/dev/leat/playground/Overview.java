package dev.leat.playground;

import java.net.URI;
import java.util.List;

/** What a person reads about a playground: its endpoints and how they were told to behave. */
final class Overview {
  private static final String CONTROL =
      """
      OAuth 2
        POST   /oauth/token            a token for any client, by client_credentials or refresh_token;
                                       a used refresh_token is refused, and fault unauthorized plays
                                       an access token that has expired

      Control
        GET    /control/people         the whole table, one JSON object a line
        POST   /control/people         insert; what is not given is made up
        PATCH  /control/people/{id}    update; updatedAt becomes now unless given
        DELETE /control/people/{id}    delete
        POST   /control/changes        {"insert":5,"update":5,"delete":5,"seed":1}
        POST   /control/fields         {"name":"phone","value":"030 1234"}: rows that are
                                       inserted or changed from now on have this field too
        GET    /control/issues         the issues, one JSON object a line
        GET    /control/comments       the comments on them
        POST   /control/issues/changes as /control/changes; an update is a comment or a new title
        GET    /control/ticket-events  the events of tickets
        POST   /control/ticket-events/changes
                                       as /control/changes, of tickets: each has another event
        GET    /control/requests       requests received; DELETE forgets them
        GET    /control/faults         faults to come; DELETE forgets them
        POST   /control/faults         {"fault":"server_error","path":"/pagination/keyset","next":2}
                                       instead of next: request, or probability and seed
      """;

  private final PlaygroundOptions options;

  Overview(PlaygroundOptions options) {
    this.options = options;
  }

  String text(URI address) {
    StringBuilder page = new StringBuilder("Leat playground at " + address + "\n\n");
    page.append("Endpoints\n");
    for (Endpoint endpoint : Endpoint.values()) {
      page.append(
          "  %-47s %s -> %s\n"
              .formatted(endpoint.path(), endpoint.parameters(), endpoint.fields()));
    }
    return page.append('\n')
        .append(CONTROL)
        .append("\nFaults\n  ")
        .append(String.join("\n  ", Faults.kinds()))
        .append('\n')
        .append("\nOptions\n  ")
        .append(String.join("\n  ", described()))
        .append('\n')
        .toString();
  }

  String html(URI address) {
    String text = text(address).replace("&", "&amp;").replace("<", "&lt;");
    return "<!doctype html><meta charset=\"utf-8\"><title>Leat playground</title><pre>%s</pre>\n"
        .formatted(text);
  }

  String optionsOnOneLine() {
    return "playground with " + String.join(", ", described());
  }

  private List<String> described() {
    return List.of(
        "rows " + options.rows(),
        "seed " + options.seed(),
        "page cap " + options.pageCap(),
        "ties " + options.ties(),
        "id gaps " + gaps(),
        "spacing " + options.spacing(),
        "since " + since(),
        "order " + options.order(),
        "total " + options.total(),
        "offset field " + options.offsetField(),
        "max_id field " + options.maxIdField(),
        "step window " + options.stepWindow(),
        "changes per request " + options.changesPerRequest(),
        "scroll life " + scrollLife(),
        "latency " + options.latency(),
        "bearer token " + (options.bearerToken().isPresent() ? "required" : "not required"),
        "layout " + options.layout(),
        "compression " + options.compression());
  }

  private String gaps() {
    return options.gaps().equals(IdGaps.none())
        ? "none"
        : "every " + options.gaps().every() + " and " + options.gaps().ranges();
  }

  private String since() {
    StringBuilder rules = new StringBuilder();
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint.hasSinceRule()) {
        rules.append(rules.isEmpty() ? "" : "; ");
        rules.append(endpoint).append(' ').append(options.since(endpoint));
      }
    }
    return rules.toString();
  }

  private String scrollLife() {
    return options.scrollLife().equals(ScrollLife.unlimited())
        ? "unlimited"
        : options.scrollLife().toString();
  }
}
