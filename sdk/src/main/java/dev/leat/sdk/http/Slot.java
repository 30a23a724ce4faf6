package dev.leat.sdk.http;

import java.util.Optional;

/**
 * Where a value goes in a request: the query, a header, a JSON body, a form or the path. Immutable.
 */
public final class Slot {

  private final Place place;
  private final String name;
  private final String prefix;

  private enum Place {
    QUERY("query parameter"),
    HEADER("header"),
    JSON("body field"),
    FORM("form field"),
    PATH("path placeholder");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  private Slot(Place place, String name, String prefix) {
    this.place = place;
    this.name = name;
    this.prefix = prefix;
  }

  /** A query parameter. Takes the place of every value that it had. */
  public static Slot query(String name) {
    return new Slot(Place.QUERY, name, "");
  }

  /**
   * A header.
   *
   * @throws IllegalArgumentException if no header can be named so
   */
  public static Slot header(String name) {
    if (!HeaderText.fitsName(name)) {
      throw new IllegalArgumentException("No header can be named " + name);
    }
    return new Slot(Place.HEADER, name, "");
  }

  /** The header {@code Authorization} with the word {@code Bearer} before the value. */
  public static Slot bearer() {
    return header("Authorization").prefixed("Bearer ");
  }

  /**
   * A place in a JSON body, which is made if the request has none, with the objects on the way
   * there.
   *
   * @param pointer JSON pointer (RFC 6901) of a field, for example {@code /variables/after}
   * @throws IllegalArgumentException if it is not a pointer to a field
   */
  public static Slot json(String pointer) {
    if (!pointer.startsWith("/")) {
      throw new IllegalArgumentException(
          "\"" + pointer + "\" is not a JSON pointer to a field: start with /");
    }
    return new Slot(Place.JSON, pointer, "");
  }

  /** A field of an urlencoded form, which is made if the request has no body. */
  public static Slot form(String field) {
    return new Slot(Place.FORM, field, "");
  }

  /** The placeholder <code>{name}</code> in the path. */
  public static Slot path(String name) {
    return new Slot(Place.PATH, name, "");
  }

  /** The same place, for values that stand behind this text, for example {@code "Token "}. */
  public Slot prefixed(String text) {
    return new Slot(place, name, text);
  }

  /**
   * The request with this value in this place, instead of what stood there.
   *
   * @throws IllegalArgumentException if it cannot stand there: a line break in a header, a field of
   *     a form in a JSON body, a placeholder that the path does not have
   */
  public Request put(Request request, String value) {
    String whole = prefix + value;
    return switch (place) {
      case QUERY -> request.replaceQuery(name, whole);
      case HEADER -> request.header(name, whole);
      case JSON -> request.jsonField(name, whole);
      case FORM -> request.replaceForm(name, whole);
      case PATH -> request.path(name, whole);
    };
  }

  /** As {@link #put(Request, String)}; in a JSON body it stands as a number. */
  public Request put(Request request, long value) {
    return place == Place.JSON && prefix.isEmpty()
        ? request.jsonField(name, value)
        : put(request, Long.toString(value));
  }

  /**
   * What stands in this place, without the prefix.
   *
   * @return empty if nothing stands there, or not with the prefix; always for a path
   */
  public Optional<String> valueIn(Request request) {
    Optional<String> value =
        switch (place) {
          case QUERY -> request.queryValue(name);
          case HEADER -> request.headerValue(name);
          case JSON -> request.body().flatMap(body -> body.json(name));
          case FORM -> request.body().flatMap(body -> body.field(name));
          case PATH -> Optional.empty();
        };
    return value
        .filter(text -> text.startsWith(prefix))
        .map(text -> text.substring(prefix.length()));
  }

  /** Whether a value can stand in this place: in a header, not every text can. */
  public boolean canHold(String value) {
    return place != Place.HEADER
        || (HeaderText.fitsValue(value) && HeaderText.fitsValue(prefix + value));
  }

  /** {@code query parameter api_key}, {@code header X-API-Key} and so on. */
  @Override
  public String toString() {
    return place.words + " " + name;
  }
}
