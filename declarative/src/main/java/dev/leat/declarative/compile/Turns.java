package dev.leat.declarative.compile;

import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Pages;
import dev.leat.declarative.model.Placement;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.NextPage;
import dev.leat.sdk.paging.PageRead;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.MappedRow;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.row.RowsAt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** How the pages of one part are asked for, and which of them follows which. Thread-safe. */
final class Turns {

  private final Pages pages;
  private final Requests requests;
  private final Settings settings;
  private final RowsAt rowsAt;
  private final RowMap rowMap;
  private final Map<Request, Slice> asked = new WeakHashMap<>();

  /**
   * @param rowMap what becomes of a row, for expressions that ask for the last one
   */
  Turns(Pages pages, Requests requests, Settings settings, RowsAt rowsAt, RowMap rowMap) {
    this.pages = pages;
    this.requests = requests;
    this.settings = settings;
    this.rowsAt = rowsAt;
    this.rowMap = rowMap;
  }

  /** The request for the first page of a slice. */
  Request first(Slice slice) {
    Object token = null;
    if (pages instanceof Pages.Numbers numbers && numbers.onFirst()) {
      token = numbers.first();
    } else if (pages instanceof Pages.Offsets offsets && offsets.onFirst()) {
      token = 0L;
    }
    return page(slice, token);
  }

  private synchronized Request page(Slice slice, Object token) {
    Request request = requests.page(slice, token);
    asked.put(request, slice);
    return request;
  }

  private synchronized Slice sliceOf(Request request) {
    return asked.getOrDefault(request, Slice.WHOLE);
  }

  private synchronized Request linked(Request followed, String link, Slice slice, Object token) {
    Request request = requests.linked(followed, link, slice, token);
    asked.put(request, slice);
    return request;
  }

  /** Whether an answer can have more than one page. */
  boolean areDeclared() {
    return !(pages instanceof Pages.One);
  }

  /** How the rest of an answer is reached. */
  Paging paging() {
    if (pages instanceof Pages.Numbers numbers) {
      Paging paging =
          Paging.counting(
              (source, request, page) ->
                  counted(request, page, numbers.first() + page.pagesBefore() + 1));
      return ending(paging, numbers.size());
    }
    if (pages instanceof Pages.Offsets offsets) {
      Paging paging =
          Paging.counting((source, request, page) -> counted(request, page, page.rowsSoFar()));
      return ending(paging, offsets.size());
    }
    return pages instanceof Pages.Tokens tokens
        ? Paging.turning((source, request, page) -> named(tokens, source, request, page))
        : Paging.none();
  }

  private Paging ending(Paging paging, Pages.Size size) {
    Optional<Long> rows = size.rows().map(this::rows);
    return rows.isPresent() ? paging.endsWhenShorterThan(Math.toIntExact(rows.get())) : paging;
  }

  private long rows(Expression size) {
    Object rows = size.value(settings.names());
    if (rows instanceof Long whole && whole > 0 && whole <= Integer.MAX_VALUE) {
      return whole;
    }
    throw new ConfigurationException(
        "The page size is " + Values.text(rows) + ": give a whole number, 1 or more");
  }

  private Optional<NextPage> counted(Request request, PageRead page, long number) {
    requireNotSkipped(page);
    return page.rows() == 0
        ? Optional.empty()
        : Optional.of(new NextPage(page(sliceOf(request), number), Long.toString(number)));
  }

  private Optional<NextPage> named(
      Pages.Tokens tokens, Source source, Request request, PageRead page) {
    requireNotSkipped(page);
    if (page.answer().skipped().isPresent()) {
      return Optional.empty();
    }
    Slice slice = sliceOf(request);
    Map<String, Object> names = names(tokens, slice, page);
    if (tokens.stop().isPresent() && tokens.stop().get().holds(names)) {
      return Optional.empty();
    }
    Object token = tokens.token().value(names);
    if (!Values.isSomething(token)) {
      return Optional.empty();
    }
    String text = Values.text(token);
    if (!tokens.at().map(Placement::part).equals(Optional.of(Placement.Part.LINK))) {
      return Optional.of(new NextPage(page(slice, token), text));
    }
    String link = requests.absolute(slice, text);
    Request followed = source.follow(request, page.answer(), link);
    return Optional.of(
        new NextPage(
            linked(followed, link, slice, token),
            source.withoutSecrets(request, page.answer(), link)));
  }

  /** An answer that is passed over ends its pages: after the first of them, rows would be lost. */
  private static void requireNotSkipped(PageRead page) {
    if (page.answer().skipped().isPresent() && page.pagesBefore() > 0) {
      throw new SourceDataException(
          "After "
              + page.rowsBefore()
              + " rows, a page was to be ignored, which would lose those that follow: "
              + page.answer().skipped().get());
    }
  }

  private Map<String, Object> names(Pages.Tokens tokens, Slice slice, PageRead page) {
    Map<String, Object> names = settings.names(slice);
    Answer answer = page.answer();
    String texts = tokens.token().text() + tokens.stop().map(Expression::text).orElse("");
    names.put("headers", new HeaderNames(answer.headers(), answer::link));
    names.put(
        "page_size", tokens.size().rows().map(each -> each.value(settings.names())).orElse(null));
    names.put("response", texts.contains("response") ? response(answer) : Map.of());
    boolean asksForRows = texts.contains("last_record") || texts.contains("last_page_size");
    putRows(names, asksForRows ? answer.page().records(rowsAt).rows() : List.of());
    return names;
  }

  private static Object response(Answer answer) {
    return answer.page().text("").map(Values::parse).orElse(Map.of());
  }

  private void putRows(Map<String, Object> names, List<JsonRow> rows) {
    Object last = null;
    long sent = 0;
    for (JsonRow row : rows) {
      if (rowMap.apply(row) instanceof MappedRow.Sent mapped) {
        last = mapped.row();
        sent++;
      }
    }
    names.put("last_record", last instanceof JsonRow row ? Values.fields(row) : null);
    names.put("last_page_size", sent);
  }
}
