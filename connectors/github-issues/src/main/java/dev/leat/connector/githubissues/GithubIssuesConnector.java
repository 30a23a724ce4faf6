package dev.leat.connector.githubissues;

import static dev.leat.sdk.schema.DataType.LONG;
import static dev.leat.sdk.schema.DataType.STRING;
import static dev.leat.sdk.schema.DataType.UTC_DATETIME;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.ApiConnector;
import dev.leat.sdk.walk.Keyset;
import dev.leat.sdk.walk.Parents;
import dev.leat.sdk.walk.Partition;
import dev.leat.sdk.walk.Replay;
import dev.leat.sdk.walk.Walk;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Reads the issues of a repository, and the comments on those that changed. */
public final class GithubIssuesConnector extends ApiConnector {

  static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Address of the API")
          .defaultsTo(URI.create("https://api.github.com"))
          .identity();
  static final Setting<String> OWNER =
      Setting.text("owner", "Whose repository it is, e.g. octocat").identity();
  static final Setting<String> REPOSITORY =
      Setting.text("repository", "Name of the repository, e.g. hello-world").identity();
  static final Setting<String> LOAD =
      Setting.choice("load", "What becomes of rows", "merge", "append", "replace")
          .defaultsTo("merge");
  static final Setting<String> API_TOKEN = Setting.secret("api_token", "Access token").optional();

  public GithubIssuesConnector() {
    super(
        new ConnectorInfo("github-issues", "0.1.0", "https://leat.dev/connectors/github-issues"),
        ConfigurationSpec.of(BASE_URL, OWNER, REPOSITORY, LOAD, API_TOKEN));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    return http.at(settings.value(BASE_URL)).named(BASE_URL).auth(Auth.bearer(settings, API_TOKEN));
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    Table issue =
        table("issue", settings).columns(LONG, "number").columns(STRING, "title", "state");
    Table comment = table("issue_comment", settings).columns(STRING, "issue_url", "body");
    Request issues = list("issues", settings).query("state", "all").query("sort", "updated");
    Request comments = list("issues/{number}/comments", settings);
    return Parents.of(
            Keyset.of(issue)
                .cursor(CursorField.instant("updated_at"))
                .ascending()
                .inclusive()
                .first(api, issues.query("direction", "asc"), Slot.query("since"))
                .paging(Paging.linkHeader()),
            row -> Partition.of("number", row.text("number").orElseThrow()),
            comment,
            of ->
                Replay.of(comment)
                    .everything(api, comments.path("number", of.text("number")))
                    .paging(Paging.linkHeader()))
        .having(row -> !row.text("comments").equals(Optional.of("0")));
  }

  private static Table table(String name, Configuration settings) {
    return Table.named(name)
        .columns(LONG, "id")
        .columns(UTC_DATETIME, "created_at", "updated_at")
        .key("id")
        .versionedBy("updated_at")
        .disposition(Disposition.valueOf(settings.value(LOAD).toUpperCase(Locale.ROOT)));
  }

  private static Request list(String of, Configuration settings) {
    return Request.get("/repos/{owner}/{repository}/" + of)
        .path("owner", settings.value(OWNER))
        .path("repository", settings.value(REPOSITORY))
        .query("per_page", 100);
  }
}
