package dev.leat.connector.githubissues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.row.JsonRow;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A repository that changes while it is read: after the next quiet sync every row is the source's,
 * and no sync says that it is complete while a row is missing that stayed as it was when the sync
 * began.
 *
 * <p>{@code -Dleat.issues=3000} reads so many issues in pages of 100, as GitHub gives them; a build
 * reads fewer in smaller pages.
 */
class GithubIssuesUnderChangeTest {

  private static final int ISSUES = Integer.getInteger("leat.issues", 300);
  private static final int PAGE = ISSUES < 3_000 ? 20 : 100;

  /** More rows of one time than three pages hold. */
  private static final int TIE = PAGE * 358 / 100;

  private static final double MOST_REQUESTS = 1.3;

  private static Repository repository() throws InterruptedException {
    Repository repository =
        new Repository(PlaygroundOptions.defaults().withRows(ISSUES).withPageCap(PAGE).withTies(2));
    for (int number = 1; number <= TIE; number++) {
      repository.source.issues().touch(2 * number);
    }
    repository.pass(Duration.ofHours(1));
    return repository;
  }

  @ParameterizedTest
  @CsvSource({"1,0", "20,0", "3,3"})
  void everyRowIsRightAfterTheNextQuietSync(int atIssues, int atComments) throws Exception {
    try (Repository repository = repository()) {
      repository.changing(atIssues, atComments);
      String what = atIssues + " rows a page of issues, " + atComments + " a page of comments";
      for (int sync = 1; sync <= 3; sync++) {
        Map<String, String> issues = repository.issues();
        Map<String, String> comments = repository.comments();
        long before = repository.source.requests().count();
        SyncResult result = repository.ours.sync();
        report(what, "sync " + sync, repository.source.requests().count() - before, result);
        if (result.isComplete()) {
          Map<String, String> still = new TreeMap<>(repository.issues());
          still.entrySet().retainAll(issues.entrySet());
          assertThat(repository.ours.rows(Repository.ISSUE)).containsAllEntriesOf(still);
          assertThat(repository.ours.rows(Repository.COMMENT))
              .containsAllEntriesOf(on(still, comments));
        }
        repository.pass(Duration.ofMinutes(10));
      }
      repository.changing(0, 0);

      long before = repository.source.requests().count();
      SyncResult result = repository.ours.sync();
      report(what, "quiet", repository.source.requests().count() - before, result);
      assertThat(result).isEqualTo(SyncResult.complete());
      assertThat(repository.ours.rows(Repository.ISSUE)).isEqualTo(repository.issues());
      assertThat(repository.ours.rows(Repository.COMMENT)).isEqualTo(repository.comments());
    }
  }

  @Test
  void aRowThatChangesAtEachRequestCostsFewMoreRequests() throws Exception {
    long quiet = requestsOfTheFirstSync(0, 0);

    assertThat(requestsOfTheFirstSync(1, 0)).isLessThan((long) (quiet * MOST_REQUESTS));
  }

  private static long requestsOfTheFirstSync(int atIssues, int atComments) throws Exception {
    try (Repository repository = repository()) {
      repository.changing(atIssues, atComments);
      repository.ours.sync();
      return repository.source.requests().count();
    }
  }

  /** The comments on these issues. */
  private static Map<String, String> on(Map<String, String> issues, Map<String, String> comments) {
    Set<String> addresses =
        issues.values().stream().map(row -> text(row, "url")).collect(Collectors.toSet());
    Map<String, String> on = new TreeMap<>(comments);
    on.values().removeIf(row -> !addresses.contains(text(row, "issue_url")));
    return on;
  }

  private static String text(String row, String field) {
    return JsonRow.parse(row).text(field).orElseThrow();
  }

  private static void report(String what, String sync, long requests, SyncResult result) {
    System.out.printf("%s: %s, %,d requests, %s%n", what, sync, requests, result);
  }
}
