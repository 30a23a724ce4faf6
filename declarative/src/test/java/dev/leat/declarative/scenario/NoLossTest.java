package dev.leat.declarative.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the original loses rows, runs on without end, or says too much, ours does not. */
class NoLossTest {

  private static final String MANIFEST =
      """
      {"version": "6.0.0", "check": {"stream_names": ["a"]},
       "streams": [{"name": "a", "primary_key": "id",
         "retriever": {
           "requester": {"url_base": "{{base}}", "path": "/a" REQUESTER},
           "record_selector": {"extractor": {"field_path": ["items"]}}
           PAGES}
         STREAM}],
       "spec": {"connection_specification": {"type": "object", "properties": {
         "key": {"type": "string", "airbyte_secret": true}}}}}
      """;

  private static final String PAGES =
      """
      , "paginator": {"type": "DefaultPaginator",
          "page_token_option": {"type": "RequestOption", "inject_into": "request_parameter",
            "field_name": "page"},
          "pagination_strategy": {"type": "CursorPagination", "cursor_value": "{{ response.next }}",
            "stop_condition": "STOP"}}
      """;

  private static ScenarioRun run(
      String requester, String pages, String stream, String server, String config) {
    String manifest =
        MANIFEST.replace("REQUESTER", requester).replace("PAGES", pages).replace("STREAM", stream);
    JsonNode scenario =
        Scenarios.read(
            "{\"manifest\":" + manifest + ",\"server\":" + server + ",\"config\":" + config + "}");
    return new ScenarioRun(scenario, Set.of());
  }

  private static ScenarioRun.Outcome sync(ScenarioRun run, String clock) {
    return run.run(Scenarios.read("{\"clock\":\"" + clock + "\"}"));
  }

  private static ScenarioRun.Outcome sync(ScenarioRun run) {
    return sync(run, "2024-03-01T00:00:00Z");
  }

  @Test
  void aTokenThatComesAgainEndsTheSyncWithAnError() {
    ScenarioRun run =
        run(
            "",
            PAGES.replace("STOP", "{{ false }}"),
            "",
            """
            {"routes": [{"id": "a", "path": "/a",
              "responses": [{"json": {"items": [{"id": 1}], "next": "x"}}]}]}
            """,
            "{}");

    ScenarioRun.Outcome outcome = sync(run);

    assertThat(outcome.failure).contains("a second time").contains("circles");
    assertThat(outcome.asked).isLessThan(5);
  }

  @Test
  void aStopConditionThatCannotBeEvaluatedIsAnErrorAndNoEnd() {
    ScenarioRun run =
        run(
            "",
            PAGES.replace("STOP", "{{ response.total > 5 }}"),
            "",
            """
            {"routes": [{"id": "a", "path": "/a",
              "responses": [{"json": {"items": [{"id": 1}], "next": "x", "total": null}}]}]}
            """,
            "{}");

    assertThat(sync(run).failure)
        .contains("stop_condition")
        .contains("{{ response.total > 5 }} cannot be evaluated");
  }

  @Test
  void anAnswerThatIsIgnoredAfterTheFirstPageIsAnError() {
    ScenarioRun run =
        run(
            """
            , "error_handler": {"response_filters": [{"http_codes": [404], "action": "IGNORE"}]}
            """,
            PAGES.replace("STOP", "{{ not response.next }}"),
            "",
            """
            {"routes": [
              {"id": "two", "path": "/a", "query": {"page": "2"},
                "responses": [{"status": 404, "json": {}}]},
              {"id": "one", "path": "/a",
                "responses": [{"json": {"items": [{"id": 1}], "next": "2"}}]}]}
            """,
            "{}");

    ScenarioRun.Outcome outcome = sync(run);

    assertThat(run.rows.get("a")).containsExactly("{\"id\":1}");
    assertThat(outcome.failure).contains("After 1 rows, a page was to be ignored");
  }

  @Test
  void anAnswerThatIsIgnoredOnTheFirstPageEndsTheStreamInPeaceAndIsSaid() {
    ScenarioRun run =
        run(
            """
            , "error_handler": {"response_filters": [{"http_codes": [404], "action": "IGNORE"}]}
            """,
            "",
            "",
            """
            {"routes": [{"id": "a", "path": "/a", "responses": [{"status": 404, "json": {}}]}]}
            """,
            "{}");

    ScenarioRun.Outcome outcome = sync(run);

    assertThat(outcome.failure).isEmpty();
    assertThat(outcome.warnings).anyMatch(each -> each.contains("404"));
  }

  @Test
  void aRowFromTheFutureDoesNotHideThoseThatComeLater() {
    ScenarioRun run =
        run(
            "",
            "",
            """
            , "incremental_sync": {"type": "DatetimeBasedCursor", "cursor_field": "t",
                "datetime_format": "%Y-%m-%d", "start_datetime": "2024-01-01",
                "start_time_option": {"type": "RequestOption",
                  "inject_into": "request_parameter", "field_name": "since"}}
            """,
            """
            {"routes": [
              {"id": "later", "path": "/a", "query": {"since": "2024-02-28"},
                "responses": [{"json": {"items": [{"id": 2, "t": "2024-03-02"}]}}]},
              {"id": "first", "path": "/a",
                "responses": [{"json": {"items": [
                  {"id": 0, "t": "2024-02-29"}, {"id": 1, "t": "2099-01-01"}]}}]}]}
            """,
            "{}");

    sync(run);
    sync(run, "2024-03-05T00:00:00Z");

    assertThat(run.rows.get("a")).anyMatch(row -> row.contains("\"id\":2"));
  }

  @Test
  void partsOfOneNameUnderDifferentParentsAreReadApart() {
    String manifest =
        """
        {"version": "6.0.0", "check": {"stream_names": ["c"]},
         "definitions": {
           "sel": {"extractor": {"field_path": []}},
           "a": {"type": "DeclarativeStream", "name": "a", "retriever": {
             "requester": {"url_base": "{{base}}", "path": "/a"},
             "record_selector": {"$ref": "#/definitions/sel"}}},
           "b": {"type": "DeclarativeStream", "name": "b", "retriever": {
             "requester": {"url_base": "{{base}}", "path": "/a/{{ stream_partition.a }}/b"},
             "record_selector": {"$ref": "#/definitions/sel"},
             "partition_router": {"type": "SubstreamPartitionRouter", "parent_stream_configs": [
               {"stream": "#/definitions/a", "parent_key": "id", "partition_field": "a"}]}}}},
         "streams": [{"name": "c", "retriever": {
           "requester": {"url_base": "{{base}}",
             "path": "/a/{{ stream_partition.parent_slice.a }}/b/{{ stream_partition.b }}/c"},
           "record_selector": {"$ref": "#/definitions/sel"},
           "partition_router": {"type": "SubstreamPartitionRouter", "parent_stream_configs": [
             {"stream": "#/definitions/b", "parent_key": "id", "partition_field": "b"}]}}}],
         "spec": {"connection_specification": {"type": "object", "properties": {}}}}
        """;
    String server =
        """
        {"routes": [
          {"id": "a", "path": "/a", "responses": [{"json": [{"id": 1}, {"id": 2}]}]},
          {"id": "b", "path": "/a/{a}/b", "responses": [{"json": [{"id": "x"}]}]},
          {"id": "c", "path": "/a/{a}/b/{b}/c",
            "responses": [{"json": [{"id": "{{path.a}}{{path.b}}"}]}]}]}
        """;
    ScenarioRun run =
        new ScenarioRun(
            Scenarios.read(
                "{\"manifest\":" + manifest + ",\"server\":" + server + ",\"config\":{}}"),
            Set.of());

    assertThat(sync(run).failure).isEmpty();
    assertThat(run.rows.get("c")).containsExactlyInAnyOrder("{\"id\":\"1x\"}", "{\"id\":\"2x\"}");
  }

  @Test
  void aRowWithoutFieldsStopsNothing() {
    ScenarioRun run =
        run(
            "",
            "",
            "",
            """
            {"routes": [{"id": "a", "path": "/a",
              "responses": [{"json": {"items": [{"id": 1}, {}, {"id": 2}]}}]}]}
            """,
            "{}");

    assertThat(sync(run).failure).isEmpty();
    assertThat(run.rows.get("a")).containsExactlyInAnyOrder("{\"id\":1}", "{}", "{\"id\":2}");
  }

  @Test
  void aPlaceOfRowsThatIsNotThereIsSaid() {
    ScenarioRun run =
        run(
            "",
            "",
            "",
            """
            {"routes": [{"id": "a", "path": "/a", "responses": [{"json": {"itmes": []}}]}]}
            """,
            "{}");

    assertThat(sync(run).warnings).anyMatch(each -> each.contains("nothing at \"/items\""));
  }

  @Test
  void aSecretIsNotShownAlsoWhereAnExpressionHasMadeSomethingElseOfIt() {
    ScenarioRun run =
        run(
            """
            , "request_headers": {"X-Sign": "{{ (config.key ~ ':u') | base64encode }}"}
            """,
            "",
            "",
            """
            {"routes": [{"id": "a", "path": "/a",
              "responses": [{"status": 400,
                "json": {"message": "bad {{header.X-Sign}} and s3cr3t-value"}}]}]}
            """,
            "{\"key\": \"s3cr3t-value\"}");

    ScenarioRun.Outcome outcome = sync(run);

    assertThat(String.join("", outcome.requests.get("a"))).contains("czNjcjN0LXZhbHVlOnU=");
    assertThat(outcome.failure)
        .contains("400")
        .doesNotContain("s3cr3t-value")
        .doesNotContain("czNjcjN0LXZhbHVlOnU=");
  }
}
