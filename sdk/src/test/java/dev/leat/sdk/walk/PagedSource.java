package dev.leat.sdk.walk;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.row.JsonRow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rows of a {@link FakeSource}, asked for by requests, in pages that it counts or names. */
final class PagedSource implements Source {

  /** How a source tells of its next page, and how a connector declares it. */
  @SuppressWarnings("ImmutableEnumChecker") // Paging is immutable.
  enum Way {
    PAGE_NUMBER(Paging.pageNumber(Slot.query("page"))),
    OFFSET(Paging.offset(Slot.query("offset"))),
    LINK_HEADER_WITH_A_PAGE_NUMBER(Paging.linkHeader()),
    LINK_WITH_AN_OFFSET(Paging.link("/next")),
    TOKEN_THAT_IS_A_PAGE_NUMBER(Paging.token("/next", Slot.query("page"))),
    TOKEN_THAT_IS_AN_OFFSET(Paging.token("/next", Slot.query("offset"))),
    TOKEN_THAT_HIDES_AN_OFFSET_IN_BASE64(Paging.token("/next", Slot.query("hidden"))),
    HEADER_TOKEN_THAT_IS_AN_OFFSET(Paging.headerToken("X-Next", Slot.query("offset")));

    final Paging paging;

    Way(Paging paging) {
      this.paging = paging;
    }
  }

  private final FakeSource rows;
  private final Way way;

  /** What it answers in place of an answer. */
  UnaryOperator<Answer> manner = answer -> answer;

  PagedSource(FakeSource rows, Way way) {
    this.rows = rows;
    this.way = way;
  }

  /** What a connector asks for. */
  static Request changed(Optional<String> since) {
    Request all = Request.get("/users");
    return since.map(time -> all.query("since", time)).orElse(all);
  }

  @Override
  public Answer fetch(Request request) {
    List<JsonRow> all = rows.since(request.queryValue("since")).page().rows("/data");
    int from = Math.min(all.size(), offset(request));
    int to = Math.min(all.size(), from + rows.pageSize);
    Answer whole = page(all.subList(from, to), "null");
    if (to == all.size()) {
      return manner.apply(whole);
    }
    String query = request.queryValue("since").map(since -> "&since=" + since).orElse("");
    String page = Integer.toString(from / rows.pageSize + 2);
    Answer answer =
        switch (way) {
          case PAGE_NUMBER, OFFSET -> whole;
          case LINK_HEADER_WITH_A_PAGE_NUMBER ->
              whole.with("Link", "</users?page=" + page + query + ">; rel=\"next\"");
          case LINK_WITH_AN_OFFSET ->
              page(all.subList(from, to), "\"/users?offset=" + to + query + "\"");
          case TOKEN_THAT_IS_A_PAGE_NUMBER -> page(all.subList(from, to), page);
          case TOKEN_THAT_IS_AN_OFFSET -> page(all.subList(from, to), "\"" + to + "\"");
          case TOKEN_THAT_HIDES_AN_OFFSET_IN_BASE64 ->
              page(all.subList(from, to), "\"" + hidden(to) + "\"");
          case HEADER_TOKEN_THAT_IS_AN_OFFSET -> whole.with("X-Next", Integer.toString(to));
        };
    return manner.apply(answer);
  }

  @Override
  public Request follow(Request request, Answer answer, String link) {
    Request next = Request.get("/users");
    for (String each : link.substring(link.indexOf('?') + 1).split("&", -1)) {
      String[] parameter = each.split("=", 2);
      next = next.query(parameter[0], parameter[1]);
    }
    return next;
  }

  private static Answer page(List<JsonRow> rows, String next) {
    return Answer.of("{\"data\":" + rows + ",\"next\":" + next + "}");
  }

  private int offset(Request request) {
    return request
        .queryValue("page")
        .map(page -> (Integer.parseInt(page) - 1) * rows.pageSize)
        .or(() -> request.queryValue("offset").map(Integer::valueOf))
        .or(() -> request.queryValue("hidden").map(PagedSource::shown))
        .orElse(0);
  }

  private static String hidden(int offset) {
    return Base64.getEncoder()
        .encodeToString(("{\"offset\":" + offset + "}").getBytes(StandardCharsets.UTF_8));
  }

  private static int shown(String hidden) {
    String text = new String(Base64.getDecoder().decode(hidden), StandardCharsets.UTF_8);
    return Integer.parseInt(text.replaceAll("\\D", ""));
  }
}
