package dev.leat.connector.githubissues;

import dev.leat.connector.contract.LiveSource;
import dev.leat.playground.Changes;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.schema.TableName;
import dev.leat.testkit.Pipeline;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** A repository that changes while a pipeline reads it. */
final class Repository implements AutoCloseable {

  static final TableName ISSUE = new TableName("issue");
  static final TableName COMMENT = new TableName("issue_comment");

  private final LiveSource live;
  final Playground source;
  final Pipeline ours;
  final HttpSource api;

  private int changes;
  private final Random random = new Random(1);

  Repository(PlaygroundOptions options) throws InterruptedException {
    this(options, "merge");
  }

  Repository(PlaygroundOptions options, String load) throws InterruptedException {
    live = new LiveSource(options);
    source = live.source();
    api = live.api();
    ours =
        live.pipeline(
            new GithubIssuesConnector(),
            """
            {"base_url": "%s", "owner": "leat", "repository": "playground", "load": "%s"}\
            """
                .formatted(source.address(), load));
  }

  /**
   * From now on so many issues change or are commented on after each page of issues, and so many
   * change after each page of comments.
   */
  void changing(int afterIssues, int afterComments) {
    live.afterEachAnswer(
        path -> {
          if (path.endsWith("/comments")) {
            touch(afterComments);
          } else if (afterIssues > 0) {
            source.issues().change(new Changes(0, afterIssues, 0, ++changes));
          }
        });
  }

  /** Without comments: else each request for comments would be followed by more of them. */
  private void touch(int rows) {
    for (int row = 0; row < rows; row++) {
      source.issues().touch(1 + random.nextInt(source.options().rows()));
    }
  }

  void pass(Duration time) {
    live.pass(time);
  }

  /** What the table of issues must hold. */
  Map<String, String> issues() {
    return LiveSource.byId(source.issues().issues());
  }

  /** What the table of comments must hold. */
  Map<String, String> comments() {
    return LiveSource.byId(source.issues().comments());
  }

  @Override
  public void close() {
    live.close();
  }
}
