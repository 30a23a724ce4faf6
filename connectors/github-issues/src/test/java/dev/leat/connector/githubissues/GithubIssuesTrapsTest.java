package dev.leat.connector.githubissues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Changes;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Fault;
import dev.leat.playground.Occasion;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.playground.ReceivedRequest;
import dev.leat.sdk.SyncResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the naive loop loses rows, and what a sync asks for. */
class GithubIssuesTrapsTest {

  private static final PlaygroundOptions OPTIONS =
      PlaygroundOptions.defaults().withRows(60).withPageCap(10).withTies(3);

  private Repository repository;

  private void start(PlaygroundOptions options) throws InterruptedException {
    repository = new Repository(options);
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  private void assertEqualToTheSource() {
    assertThat(repository.ours.rows(Repository.ISSUE)).isEqualTo(repository.issues());
    assertThat(repository.ours.rows(Repository.COMMENT)).isEqualTo(repository.comments());
  }

  private List<String> commentsAskedFor() {
    return repository.source.requests().to(Endpoint.ISSUE_COMMENTS).stream()
        .map(ReceivedRequest::path)
        .distinct()
        .toList();
  }

  @Test
  void anIssueThatMovesWhileThePagesAreReadTakesNoOtherOneAlong() throws Exception {
    start(OPTIONS);
    NaiveGithubIssues naive = new NaiveGithubIssues(repository.api);
    for (int page = 1; page <= 5; page++) {
      int number = page;
      repository.source.after(
          page, Endpoint.ISSUES, () -> repository.source.issues().touch(number));
    }
    naive.sync();
    naive.sync();
    assertThat(naive.table.keySet()).hasSizeLessThan(60);

    for (int page = 1; page <= 5; page++) {
      int number = 10 + page;
      repository.source.after(
          page, Endpoint.ISSUES, () -> repository.source.issues().touch(number));
    }
    assertThat(repository.ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(repository.ours.sync()).isEqualTo(SyncResult.complete());
    assertEqualToTheSource();
  }

  @Test
  void moreIssuesOfOneSecondThanAPageHoldsAreNoDeadEnd() throws Exception {
    start(OPTIONS.withTies(60));

    assertThat(repository.ours.sync()).isEqualTo(SyncResult.complete());
    assertEqualToTheSource();
  }

  @Test
  void onlyTheCommentsOfIssuesThatChangedAreAskedFor() throws Exception {
    start(OPTIONS);
    repository.ours.sync();
    repository.pass(Duration.ofHours(1));
    repository.source.issues().comment(7);
    repository.pass(Duration.ofHours(1));
    repository.source.requests().clear();

    assertThat(repository.ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(commentsAskedFor()).containsExactly("/repos/leat/playground/issues/7/comments");
    assertThat(repository.source.requests().count()).isLessThan(5);
    assertEqualToTheSource();
  }

  @Test
  void anIssueWithoutCommentsIsNotAskedForThem() throws Exception {
    start(OPTIONS);
    repository.ours.sync();

    long without =
        repository.issues().values().stream()
            .filter(row -> row.contains("\"comments\":0,"))
            .count();
    assertThat(without).isPositive();
    assertThat(commentsAskedFor()).hasSize((int) (60 - without));
  }

  @Test
  void pullRequestsAreIssuesWithAColumnOfTheirOwn() throws Exception {
    start(OPTIONS);
    repository.ours.sync();

    assertThat(repository.ours.rows(Repository.ISSUE).values())
        .filteredOn(row -> row.contains("\"pull_request\":{"))
        .hasSize(10);
  }

  @Test
  void refusalsOfBothKindsCostNoRow() throws Exception {
    start(OPTIONS);
    Duration wait = Duration.ofSeconds(40);
    for (int request : List.of(1, 4)) {
      repository
          .source
          .faults()
          .add(Endpoint.ISSUES, new Fault.QuotaUsedUp(wait), Occasion.request(request));
      repository
          .source
          .faults()
          .add(Endpoint.ISSUE_COMMENTS, Fault.rateLimitedFor(wait), Occasion.request(request));
    }

    assertThat(repository.ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(repository.source.requests().all())
        .extracting(ReceivedRequest::status)
        .contains(403, 429);
    assertEqualToTheSource();
  }

  @Test
  void aCrashAfterAnyCheckpointLosesNothing() throws Exception {
    // Enough pages for the declared order to be believed in each of the syncs that crash.
    start(OPTIONS.withPageCap(2).withTies(1));
    for (int checkpoints : List.of(1, 2, 2)) {
      repository.ours.crashAfterCheckpoints(checkpoints);
    }

    assertThat(repository.ours.sync()).isEqualTo(SyncResult.complete());
    assertEqualToTheSource();
  }

  @Test
  void everythingIsReadAgainWhereItReplacesTheTables() throws Exception {
    repository = new Repository(OPTIONS, "replace");
    repository.ours.sync();
    repository.source.issues().change(new Changes(2, 3, 0, 1));

    assertThat(repository.ours.sync()).isEqualTo(SyncResult.complete());
    assertEqualToTheSource();
  }

  @Test
  void eachVersionIsKeptWhereRowsAreAppended() throws Exception {
    repository = new Repository(OPTIONS, "append");
    repository.ours.sync();
    repository.pass(Duration.ofHours(1));
    repository.source.issues().touch(5);
    repository.ours.sync();

    Map<String, String> rows = repository.ours.rows(Repository.ISSUE);
    assertThat(rows.values()).hasSizeGreaterThanOrEqualTo(61);
  }
}
