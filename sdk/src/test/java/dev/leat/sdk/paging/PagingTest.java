package dev.leat.sdk.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.row.JsonRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagingTest {

  private static final Source SOURCE = request -> Answer.of("{}");
  private static final Request FIRST = Request.get("/users");
  private static final Slot N = Slot.query("n");

  /** The name of the page after this one, the third of pages of ten rows. */
  private static Optional<String> next(Paging paging, String json) {
    Answer answer = Answer.of(json);
    List<JsonRow> rows = answer.page().rows("/data");
    Optional<JsonRow> last =
        rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    PageRead page = new PageRead(answer, rows.size(), last, 2, 20);
    return paging.after(SOURCE, FIRST, page).map(NextPage::name);
  }

  private static final String TWO_ROWS = "{\"data\":[{\"id\":1},{\"id\":2}]";

  @Test
  void aPageThatNamesNoOtherIsTheLast() {
    Paging token = Paging.token("/next", N);
    assertThat(next(token, TWO_ROWS + ",\"next\":\"t\"}")).contains("t");
    assertThat(next(token, TWO_ROWS + ",\"next\":\" \"}")).isEmpty();
    assertThat(next(token, TWO_ROWS + "}")).isEmpty();
    assertThat(next(Paging.none(), TWO_ROWS + "}")).isEmpty();
  }

  @Test
  void countsGoOnUntilAPageHasNoRows() {
    assertThat(next(Paging.pageNumber(N), TWO_ROWS + "}")).contains("4");
    assertThat(next(Paging.pageNumber(N, 0), TWO_ROWS + "}")).contains("3");
    assertThat(next(Paging.offset(N), TWO_ROWS + "}")).contains("22");
    assertThat(next(Paging.offset(N), "{\"data\":[]}")).isEmpty();
  }

  @Test
  void aFunctionFindsThePageAfterOne() {
    Paging.Turn turn =
        (source, request, page) ->
            page.rows() == 0
                ? Optional.empty()
                : Optional.of(new NextPage(request.query("n", "k" + page.rowsSoFar()), "k"));
    assertThat(next(Paging.turning(turn), TWO_ROWS + "}")).contains("k");
    assertThat(next(Paging.turning(turn), "{\"data\":[]}")).isEmpty();
    assertThat(Paging.turning(turn).proves()).isEqualTo(Proof.PLACE);
    assertThat(Paging.turning(turn).mayCount()).isTrue();
    assertThat(Paging.counting(turn).proves()).isEqualTo(Proof.COUNT);
    assertThat(next(Paging.counting(turn).endsWhenShorterThan(3), TWO_ROWS + "}")).isEmpty();
  }

  @Test
  void aCountStandsAsANumberInAJsonBody() {
    Answer answer = Answer.of(TWO_ROWS + "}");
    PageRead page = new PageRead(answer, 2, Optional.empty(), 0, 0);
    Request first = Request.post("/rows", Map.of("q", "x"));
    assertThat(
            Paging.pageNumber(Slot.json("/page")).after(SOURCE, first, page).map(NextPage::request))
        .map(request -> request.bodyText().orElseThrow())
        .contains("{\"q\":\"x\",\"page\":2}");
  }

  @Test
  void theLastRowNamesThePageAfterIt() {
    assertThat(next(Paging.lastRow("id", N), TWO_ROWS + "}")).contains("2");
    assertThatThrownBy(() -> next(Paging.lastRow("at", N), TWO_ROWS + "}"))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("no \"at\" to go on from");
  }

  @Test
  void aSourceThatSaysMoreAndNamesNoPageContradictsItself() {
    Paging paging = Paging.token("/next", N).endsWhenFalse("/more");
    assertThat(next(paging, TWO_ROWS + ",\"next\":\"t\",\"more\":false}")).isEmpty();
    assertThatThrownBy(() -> next(paging, TWO_ROWS + ",\"more\":true}"))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("more pages follow after 22 rows, and names none");
    assertThatThrownBy(
            () ->
                next(
                    Paging.token("/next", N).endsAtTotalRows("/total"),
                    TWO_ROWS + ",\"total\":40}"))
        .hasMessageContaining("names none");
  }

  @Test
  void aFlagIsTrueOrFalseAndSaysNothingWhereItIsAbsent() {
    Paging paging = Paging.token("/next", N).endsWhenTrue("/last");
    assertThat(next(paging, TWO_ROWS + ",\"next\":\"t\"}")).contains("t");
    assertThat(next(paging, TWO_ROWS + ",\"next\":\"t\",\"last\":true}")).isEmpty();
    assertThatThrownBy(() -> next(paging, TWO_ROWS + ",\"next\":\"t\",\"last\":1}"))
        .hasMessageContaining("where true or false was expected");
  }

  @Test
  void aPageLargerThanTheDeclaredSizeIsAnError() {
    assertThat(next(Paging.pageNumber(N).endsWhenShorterThan(3), TWO_ROWS + "}")).isEmpty();
    assertThat(next(Paging.pageNumber(N).endsWhenShorterThan(2), TWO_ROWS + "}")).contains("4");
    assertThatThrownBy(() -> next(Paging.pageNumber(N).endsWhenShorterThan(1), TWO_ROWS + "}"))
        .hasMessageContaining("a smaller page may not be the last");
  }

  @Test
  void whatCountsCannotBeDeclaredAPlace() {
    assertThat(Paging.pageNumber(N).proves()).isEqualTo(Proof.COUNT);
    assertThat(Paging.offset(N).mayCount()).isFalse();
    assertThat(Paging.token("/next", N).proves()).isEqualTo(Proof.PLACE);
    assertThat(Paging.token("/next", N).mayCount()).isTrue();
    assertThat(Paging.token("/next", N).places().mayCount()).isFalse();
    assertThat(Paging.lastRow("id", N).mayCount()).isFalse();
    assertThatThrownBy(() -> Paging.offset(N).places()).hasMessageContaining("remove places()");
  }
}
