package dev.leat.sdk.http;

import dev.leat.sdk.error.SourceDataException;
import java.util.Optional;

/**
 * Where the next page is, told from the last one. Stateless: a walk that must end although a source
 * repeats itself, or that must not miss rows, is a strategy's work.
 */
@FunctionalInterface
public interface NextPage {

  /**
   * The request for the page after this one.
   *
   * @param request what brought {@code answer}
   * @return empty after the last page
   * @throws SourceDataException if the page points at itself
   */
  Optional<Request> after(Request request, Answer answer);

  /**
   * A token in the body goes into a query parameter; no token, or an empty one, ends the walk.
   *
   * @param pointer where the token stands, for example {@code /meta/next}
   */
  static NextPage token(String pointer, String parameter) {
    return (request, answer) -> {
      Optional<String> token = answer.page().text(pointer).filter(text -> !text.isEmpty());
      if (token.isPresent() && token.equals(request.queryValue(parameter))) {
        throw new SourceDataException(
            "The answer repeats the token it was asked with, at " + pointer + ": it never ends");
      }
      return token.map(text -> request.replaceQuery(parameter, text));
    };
  }

  /**
   * A link in the body, absolute or relative; no link, or an empty one, ends the walk.
   *
   * @param pointer where the link stands, for example {@code /links/next}
   */
  static NextPage link(String pointer) {
    return (request, answer) ->
        answer
            .page()
            .text(pointer)
            .filter(text -> !text.isEmpty())
            .map(to -> Links.follow(request, answer, to));
  }

  /** A {@code Link} header with {@code rel="next"} (RFC 8288); none ends the walk. */
  static NextPage linkHeader() {
    return (request, answer) ->
        answer.header("Link").flatMap(Links::next).map(to -> Links.follow(request, answer, to));
  }

  /**
   * Page numbers, counted up by one until a page has no rows. A request without a number is for
   * page 1.
   *
   * @param rows where the rows stand, for example {@code /data}
   */
  static NextPage number(String parameter, String rows) {
    return (request, answer) ->
        answer.page().rows(rows).isEmpty()
            ? Optional.empty()
            : Optional.of(
                request.replaceQuery(
                    parameter, Long.toString(Links.number(request, parameter, 1) + 1)));
  }

  /**
   * Offsets, counted up by the rows of each page until a page has none. A request without an offset
   * is for 0. Rows that are deleted meanwhile shift others past it: see the offset strategy.
   *
   * @param rows where the rows stand, for example {@code /data}
   */
  static NextPage offset(String parameter, String rows) {
    return (request, answer) -> {
      int read = answer.page().rows(rows).size();
      long next = Links.number(request, parameter, 0) + read;
      return read == 0
          ? Optional.empty()
          : Optional.of(request.replaceQuery(parameter, Long.toString(next)));
    };
  }
}
