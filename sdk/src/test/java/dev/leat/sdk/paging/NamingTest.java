package dev.leat.sdk.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.paging.Naming.Kind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamingTest {

  private static final int ROWS = 10;
  private static final Request FIRST = Request.get("/users").query("since", "2026-01-01");

  /** What each name is taken for, one page after the other. */
  private static List<Kind> kinds(String... names) {
    Naming naming = new Naming();
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      kinds.add(naming.kind(FIRST, names[i], page(i), Set.of()));
    }
    return kinds;
  }

  private static PageRead page(int before) {
    return new PageRead(Answer.of("{}"), ROWS, Optional.empty(), before, (long) before * ROWS);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void pageNumbersAndOffsetsAreCounts() {
    assertThat(kinds("2", "3")).containsOnly(Kind.COUNT);
    assertThat(kinds("10", "20", "30")).containsOnly(Kind.COUNT);
    assertThat(kinds("page=2", "page=3")).containsOnly(Kind.COUNT);
  }

  @Test
  void aCountInBase64IsOne() {
    assertThat(kinds(encoded("offset:10"), encoded("offset:20"))).containsOnly(Kind.COUNT);
  }

  @Test
  void aLinkOfWhichOnlyANumberGrowsCounts() {
    assertThat(
            kinds(
                "https://api.test/users?since=2026-01-01&page=2",
                "https://api.test/users?since=2026-01-01&page=3"))
        .containsOnly(Kind.COUNT);
    assertThat(kinds("/users/page/2", "/users/page/3")).endsWith(Kind.COUNT);
  }

  @Test
  void aNumberThatGrowsByTheSameEachTimeIsACount() {
    assertThat(kinds("x-17-y", "x-42-y", "x-67-y"))
        .containsExactly(Kind.PLACE, Kind.PLACE, Kind.COUNT);
  }

  @Test
  void aTokenThatSaysMoreThanANumberIsAPlace() {
    assertThat(kinds("1772366400001_4", "1772366400055_9", "1772366400190_11"))
        .containsOnly(Kind.PLACE);
    assertThat(kinds("9f8a2b", "c77d10", "0b1c55")).containsOnly(Kind.PLACE);
    assertThat(kinds("41700", "50211", "119005")).containsOnly(Kind.PLACE);
  }

  @Test
  void aFirstNumberThatIsMoreThanTheRowsThatCameCountsRowsThatWereLeftOut() {
    assertThat(kinds("25")).containsOnly(Kind.COUNT);
    assertThat(kinds("offset=100")).containsOnly(Kind.COUNT);
    assertThat(kinds("9")).containsOnly(Kind.PLACE);
  }

  @Test
  void aCountThatIsTheKeyOfTheLastRowIsEither() {
    Naming naming = new Naming();
    assertThat(naming.kind(FIRST, "10", page(0), Set.of("10"))).isEqualTo(Kind.EITHER);
    assertThat(naming.kind(FIRST, "20", page(1), Set.of("20"))).isEqualTo(Kind.EITHER);
    assertThat(naming.kind(FIRST, "30", page(2), Set.of("31"))).isEqualTo(Kind.COUNT);
  }

  @Test
  void aSecondNumberTwiceTheFirstIsACountThoughRowsWereLeftOut() {
    Naming naming = new Naming();
    assertThat(naming.kind(FIRST, "25", page(0), Set.of("25"))).isEqualTo(Kind.EITHER);
    assertThat(naming.kind(FIRST, "50", page(1), Set.of("31"))).isEqualTo(Kind.COUNT);
  }

  @Test
  void theValuesOfALinkAreThoseThatTheFirstQuestionHadNot() {
    assertThat(Naming.values(FIRST, "/users?since=2026-01-01&after=2026-02-01"))
        .containsExactly("2026-02-01");
  }
}
