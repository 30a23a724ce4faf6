package dev.leat.cli;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.ApiConnector;
import dev.leat.sdk.walk.Keyset;
import dev.leat.sdk.walk.PartitionSource;
import dev.leat.sdk.walk.Partitions;
import dev.leat.sdk.walk.Walk;
import dev.leat.sdk.walk.Walks;
import java.net.URI;

/**
 * Reads tables together, one of them in parts that are read together: the comments of each issue.
 */
public final class PartsConnector extends ApiConnector {

  private static final Setting<URI> BASE_URL =
      Setting.url("base_url", "Address of a playground").identity();
  private static final Request ISSUES =
      Request.get("/repos/leat/playground/issues")
          .query("state", "all")
          .query("sort", "updated")
          .query("direction", "asc");

  /** For {@link java.util.ServiceLoader}. */
  public PartsConnector() {
    super(
        new ConnectorInfo("parts", "0.1.0", URI.create("https://leat.dev/parts")),
        ConfigurationSpec.of(BASE_URL));
  }

  @Override
  protected HttpSource source(Http http, Configuration settings) {
    return http.at(settings.value(BASE_URL)).named(BASE_URL);
  }

  @Override
  protected Walk walk(HttpSource api, Configuration settings) {
    Table comment = table("comment", "updated_at");
    PartitionSource issues = PartitionSource.rowsOf(api, ISSUES, Paging.linkHeader(), "", "number");
    return Walks.together(
        3,
        changed(table("issue", "updated_at"), "updated_at", api, ISSUES, "since")
            .inclusive()
            .paging(Paging.linkHeader()),
        Partitions.of(comment, issues, issue -> ofIssue(comment, api, issue.text("number")))
            .together(4),
        changed(
                table("user", "updatedAt"),
                "updatedAt",
                api,
                Request.get("/pagination/keyset"),
                "updated_since")
            .rowsAt("/data")
            .paging(Paging.token("/scroll_param", Slot.query("scroll_param"))));
  }

  private static Walk ofIssue(Table comment, HttpSource api, String issue) {
    Request comments =
        Request.get("/repos/leat/playground/issues/{number}/comments").path("number", issue);
    return changed(comment, "updated_at", api, comments, "since")
        .inclusive()
        .paging(Paging.linkHeader());
  }

  private static Keyset changed(
      Table table, String cursor, HttpSource api, Request list, String since) {
    return Keyset.of(table)
        .cursor(CursorField.instant(cursor))
        .ascending()
        .first(api, list, Slot.query(since));
  }

  private static Table table(String name, String version) {
    return Table.named(name).key("id").versionedBy(version);
  }
}
