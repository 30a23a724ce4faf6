package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.Node;
import dev.leat.declarative.model.Body;
import dev.leat.declarative.model.Call;
import dev.leat.declarative.model.Credential;
import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Named;
import dev.leat.declarative.model.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how an address is asked. For one requester. */
final class CallReader {

  private final Component requester;

  CallReader(Component requester) {
    this.requester = requester;
  }

  Call read() {
    Expression base =
        requester.has("url_base") ? requester.expression("url_base") : requester.expression("url");
    if (base.text().isBlank()) {
      requester.problem("url_base", "there is no address to ask: add url_base");
    }
    return new Call(
        base,
        requester.expression("path"),
        requester.has("http_method") ? requester.node().text("http_method") : "GET",
        named("request_parameters"),
        named("request_headers"),
        body(),
        requester.child("authenticator").map(CredentialReader::read).orElse(new Credential.None()),
        AnswersReader.of(requester),
        requester.real("connect_timeout_in_seconds"),
        requester.real("read_timeout_in_seconds"));
  }

  static Placement placement(Component option) {
    Placement.Part part =
        switch (option.node().text("inject_into")) {
          case "header" -> Placement.Part.HEADER;
          case "body_data" -> Placement.Part.FORM;
          case "body_json" -> Placement.Part.JSON;
          default -> Placement.Part.QUERY;
        };
    List<Expression> name =
        option.has("field_path")
            ? option.expressions("field_path")
            : option.find("field_name").stream().toList();
    if (name.isEmpty()) {
      option.problem("field_name", "where the value goes has no name: add field_name");
      name = List.of(option.fixed("?"));
    }
    return new Placement(part, name);
  }

  private Named named(String field) {
    return named(requester, field);
  }

  static Named named(Component component, String field) {
    if (!(component.node().value(field) instanceof Node.Mapping mapping)) {
      return component
          .find(field)
          .filter(whole -> !whole.text().isBlank())
          .map(whole -> new Named(List.of(), Optional.of(whole)))
          .orElse(Named.NONE);
    }
    List<Named.Entry> entries = new ArrayList<>();
    mapping
        .fields()
        .forEach(
            (name, each) -> {
              if (!name.equals("$parameters")) {
                entries.add(entry(component, field, name, each));
              }
            });
    return new Named(entries, Optional.empty());
  }

  private static Named.Entry entry(
      Component component, String field, String name, Node.Field value) {
    if (!(value.value() instanceof Node.Scalar)) {
      component.problem(
          field, "\"" + name + "\" is " + value.value().typeName() + ": only text is supported");
    }
    Node.Scalar key = new Node.Scalar(name, value.key());
    return new Named.Entry(
        component.expression(key, field), component.expression(value.value(), field + "." + name));
  }

  private Body body() {
    Optional<Component> body = requester.child("request_body");
    if (body.isPresent()) {
      return body(body.get());
    }
    boolean json = isSet("request_body_json");
    if (json && isSet("request_body_data")) {
      requester.problem("request_body_data", "a request has one body: remove one of the two");
    }
    if (json) {
      return new Body.Json(tree(requester, requester.node().value("request_body_json")));
    }
    if (!isSet("request_body_data")) {
      return new Body.None();
    }
    return requester.node().value("request_body_data") instanceof Node.Scalar
        ? new Body.Text(requester.expression("request_body_data"))
        : new Body.Form(named("request_body_data"));
  }

  private boolean isSet(String field) {
    return requester.has(field) && requester.node().value(field).isTruthy();
  }

  private static Body body(Component body) {
    return switch (body.type()) {
      case "RequestBodyPlainText" -> new Body.Text(body.expression("value"));
      case "RequestBodyUrlEncodedForm" -> new Body.Form(named(body, "value"));
      default -> new Body.Json(tree(body, body.node().value("value")));
    };
  }

  /** The value with expressions in place of its texts. */
  static Object tree(Component component, Node node) {
    if (node instanceof Node.Mapping mapping) {
      Map<Expression, Object> all = new LinkedHashMap<>();
      mapping
          .fields()
          .forEach(
              (name, field) -> {
                if (!name.equals("$parameters") && !isTypeOfBody(name, field)) {
                  all.put(
                      component.expression(new Node.Scalar(name, field.key()), name),
                      tree(component, field.value()));
                }
              });
      return all;
    }
    if (node instanceof Node.Sequence sequence) {
      return sequence.items().stream().map(each -> tree(component, each)).toList();
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return scalar.value() instanceof String ? component.expression(scalar, "body") : scalar.value();
  }

  /** A type that was put there because the body stands where a component may. */
  private static boolean isTypeOfBody(String name, Node.Field field) {
    return name.equals("type") && field.inherited();
  }
}
