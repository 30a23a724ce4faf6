package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.row.JsonRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sources tell of their last page in many ways, and some beside a page that they name anyway. */
class EndsThatSourcesTellTest {

  private static final Paging TOKEN = Paging.token("/next", Slot.query("token"));

  private final FakeSource rows = new FakeSource().holds(25, 3);

  /** How an answer is written: its rows, the name of the next page, whether it is the last one. */
  private interface Form {
    Answer of(List<JsonRow> page, String next, boolean isLast);
  }

  /** Rows by tokens that stand for places: the key of the last row, and the filter. */
  private Source places(Form form) {
    rows.inclusive = true;
    return request -> {
      Optional<String> token = request.queryValue("token");
      String since =
          token.map(each -> each.split("~", 2)[1]).orElse(request.queryValue("since").orElse(""));
      List<JsonRow> all =
          rows.since(since.isEmpty() ? Optional.empty() : Optional.of(since)).page().rows("/data");
      int from = token.map(each -> behind(all, each.split("~", 2)[0])).orElse(0);
      int to = Math.min(all.size(), from + rows.pageSize);
      String last = to == 0 ? "0" : all.get(to - 1).text("id").orElseThrow();
      return form.of(all.subList(from, to), last + "~" + since, to == all.size());
    };
  }

  private static int behind(List<JsonRow> rows, String id) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).text("id").orElseThrow().equals(id)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Keyset keyset(Source source, Paging paging) {
    return Keyset.of(USER)
        .maxPages(500)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .ascending()
        .first(source, PagedSource::changed)
        .paging(paging);
  }

  private static Answer page(Object rows, String more) {
    return Answer.of("{\"data\":" + rows + more + "}");
  }

  private static String next(String token) {
    return ",\"next\":\"" + token + "\"";
  }

  private void assertAllIsRead(Form form, Paging paging) {
    Keyset walk = keyset(places(form), paging);
    Recording first = Recording.empty().sync(walk, rows.clock);
    assertThat(first.failure).isEmpty();
    assertThat(first.isComplete()).isTrue();
    assertThat(first.durable).isEqualTo(rows.table());
    rows.put(100);
    Recording second = first.next().sync(walk, rows.clock);
    assertThat(second.isComplete()).isTrue();
    assertThat(second.ids()).containsExactly("100");
  }

  @Test
  void aFlagEndsPagesThoughEachHasAToken() {
    assertAllIsRead(
        (page, next, isLast) -> page(page, next(next) + ",\"has_more\":" + !isLast),
        TOKEN.endsWhenFalse("/has_more"));
    rows.delete(100);
    assertAllIsRead(
        (page, next, isLast) -> page(page, next(next) + ",\"end_of_stream\":" + isLast),
        TOKEN.endsWhenTrue("/end_of_stream"));
  }

  @Test
  void aPageWithoutRowsEndsThemWhereThatIsDeclared() {
    assertAllIsRead((page, next, isLast) -> page(page, next(next)), TOKEN.endsWhenEmpty());
  }

  @Test
  void rowsThatAreNullAndATokenThatIsBlankAreAnEnd() {
    assertAllIsRead(
        (page, next, isLast) ->
            page(page.isEmpty() ? "null" : page, page.isEmpty() ? ",\"next\":null" : next(next)),
        TOKEN);
    rows.delete(100);
    assertAllIsRead((page, next, isLast) -> page(page, next(isLast ? "" : next)), TOKEN);
  }

  @Test
  void theNextPageMayBeNamedInAHeader() {
    assertAllIsRead(
        (page, next, isLast) -> isLast ? page(page, "") : page(page, "").with("X-Next", next),
        Paging.headerToken("x-next", Slot.query("token")));
  }

  @Test
  void aSourceThatSaysThereIsMoreAndNamesNoPageIsAnErrorNotAnEnd() {
    Source source = places((page, next, isLast) -> page(page, ",\"has_more\":true"));
    Recording sync =
        Recording.empty().sync(keyset(source, TOKEN.endsWhenFalse("/has_more")), rows.clock);
    assertThat(sync.failure.orElseThrow()).hasMessageContaining("says that more pages follow");
  }

  @Test
  void aPageSizeThatDoesNotHoldIsAnErrorNotAnEnd() {
    Source source =
        places((page, next, isLast) -> page(page, isLast ? ",\"next\":null" : next(next)));
    Recording sync =
        Recording.empty().sync(keyset(source, TOKEN.endsWhenShorterThan(5)), rows.clock);
    assertThat(sync.failure.orElseThrow()).hasMessageContaining("endsWhenShorterThan(5)");
  }

  @Test
  void aLinkToTheTimeOfTheLastRowGivesThatRowAgainAndIsFollowedToTheEnd() {
    rows.inclusive = true;
    rows.pageSize = 7;
    List<String> asked = new ArrayList<>();
    Source export =
        new Source() {
          @Override
          public Answer fetch(Request request) {
            asked.add(request.queryValue("since").orElse("all"));
            List<JsonRow> all = rows.since(request.queryValue("since")).page().rows("/data");
            List<JsonRow> page = all.subList(0, Math.min(rows.pageSize, all.size()));
            String last = page.get(page.size() - 1).text("updatedAt").orElseThrow();
            return page(
                page,
                ",\"next\":\"/users?since="
                    + last
                    + "\",\"end_of_stream\":"
                    + (page.size() < rows.pageSize));
          }

          @Override
          public Request follow(Request request, Answer answer, String link) {
            return request.replaceQuery("since", link.substring(link.indexOf('=') + 1));
          }
        };
    Keyset walk = keyset(export, Paging.link("/next").endsWhenTrue("/end_of_stream")).inclusive();
    Recording first = Recording.empty().sync(walk, rows.clock);
    assertThat(first.failure).isEmpty();
    assertThat(first.isComplete()).isTrue();
    assertThat(first.durable).isEqualTo(rows.table());
    assertThat(first.ids()).doesNotHaveDuplicates();
    assertThat(asked.size()).isLessThan(15);
    assertThat(first.next().sync(walk, rows.clock).ids()).isEmpty();
  }

  @Test
  void aTokenThatIsOnlyTheLastTimeDoesNotSplitRowsThatShareIt() {
    // The token is read as "after that time", so the rest of the rows that share it never comes.
    Source source =
        request -> {
          rows.inclusive = request.queryValue("token").isEmpty();
          Optional<String> from = request.queryValue("token").or(() -> request.queryValue("since"));
          List<JsonRow> all = rows.since(from).page().rows("/data");
          List<JsonRow> page = all.subList(0, Math.min(rows.pageSize, all.size()));
          return page.size() == all.size()
              ? page(page, ",\"next\":null")
              : page(page, next(page.get(page.size() - 1).text("updatedAt").orElseThrow()));
        };
    Recording sync = Recording.empty().sync(keyset(source, TOKEN), rows.clock);
    assertThat(sync.durable).isEqualTo(rows.table());
    assertThat(sync.isComplete()).isTrue();
  }
}
