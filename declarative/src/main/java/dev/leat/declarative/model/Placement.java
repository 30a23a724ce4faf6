package dev.leat.declarative.model;

import java.util.List;

/**
 * Where a value goes in a request.
 *
 * @param part of the request
 * @param name of the parameter, header or field; for JSON the steps to the field, one at least
 */
public record Placement(Part part, List<Expression> name) {

  /** A part of a request. */
  public enum Part {
    QUERY,
    HEADER,
    FORM,
    JSON,
    /** In place of the path: the value is a link. */
    LINK
  }

  /** Keeps the steps. */
  public Placement {
    name = List.copyOf(name);
  }
}
