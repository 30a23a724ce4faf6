package dev.leat.declarative.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.declarative.ManifestFile;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Positions that another program kept are read on from. */
class HandoverTest {

  private static final String MANIFEST =
      """
      version: 6.0.0
      check: {stream_names: [all]}
      definitions:
        ret:
          requester: {url_base: "http://source.test", path: /a}
          record_selector: {extractor: {field_path: []}}
        since:
          type: DatetimeBasedCursor
          cursor_field: t
          datetime_format: "%Y-%m-%d"
          start_datetime: "2024-01-01"
          start_time_option: {inject_into: request_parameter, field_name: a}
        windows:
          $ref: "#/definitions/since"
          end_time_option: {inject_into: request_parameter, field_name: b}
          step: P10D
          cursor_granularity: P1D
      streams:
        - {name: all, retriever: {$ref: "#/definitions/ret"}}
        - name: since
          retriever: {$ref: "#/definitions/ret"}
          incremental_sync: {$ref: "#/definitions/since"}
        - name: windows
          retriever: {$ref: "#/definitions/ret"}
          incremental_sync: {$ref: "#/definitions/windows"}
        - name: parts
          retriever:
            $ref: "#/definitions/ret"
            partition_router: {type: ListPartitionRouter, values: [x, y], cursor_field: p}
          incremental_sync: {$ref: "#/definitions/since"}
        - name: ids
          retriever: {$ref: "#/definitions/ret"}
          incremental_sync: {type: IncrementingCountCursor, cursor_field: id}
      spec: {connection_specification: {type: object, properties: {}}}
      """;

  private static Optional<String> taken(String stream, String position) {
    FileConnector connector = ManifestFile.connector("x", "x.yaml", MANIFEST, Clock.systemUTC());
    Configuration settings = connector.configurationSpec().parse("{}");
    return connector
        .takeOver(new TableName(stream), position.replace('\'', '"'), settings)
        .map(Cursor::json)
        .map(json -> json.replace('"', '\''));
  }

  @Test
  void aValueOfTheCursor() {
    assertThat(taken("since", "{'t':'2024-02-03'}")).contains("{'cursor':'2024-02-03'}");
    assertThat(taken("windows", "{'t':'2024-02-03'}"))
        .contains("{'closed':[{'from':'2024-01-01T00:00:00Z','to':'2024-02-03T00:00:00Z'}]}");
    assertThat(taken("ids", "{'id':17}")).contains("{'cursor':'17'}");
  }

  @Test
  void stretchesOfTimeWithTheirHoles() {
    String stretches =
        "{'state_type':'date-range','slices':[{'start':'2024-01-01','end':'2024-01-10'},"
            + "{'start':'2024-01-21','end':'2024-01-31'}]}";

    assertThat(taken("windows", stretches))
        .contains(
            "{'closed':[{'from':'2024-01-01T00:00:00Z','to':'2024-01-11T00:00:00Z'},"
                + "{'from':'2024-01-21T00:00:00Z','to':'2024-02-01T00:00:00Z'}]}");
    assertThat(taken("since", stretches)).contains("{'cursor':'2024-01-10'}");
  }

  @Test
  void onePositionForEachPart() {
    assertThat(
            taken(
                "parts",
                "{'use_global_cursor':false,'state':{'t':'2024-03-01'},'states':["
                    + "{'partition':{'p':'x'},'cursor':{'t':'2024-02-03'}}]}"))
        .get()
        .asString()
        .contains("2024-02-03")
        .contains("x")
        .doesNotContain("2024-03-01");
  }

  @Test
  void whatSaysNothingOfAPartOrCannotBeReadIsNotUsed() {
    assertThat(taken("parts", "{'state':{'t':'2024-03-01'},'use_global_cursor':true}")).isEmpty();
    assertThat(taken("since", "{'t':'soon'}")).isEmpty();
    assertThat(taken("since", "{'__ab_no_cursor_state_message':true}")).isEmpty();
    assertThat(taken("since", "{'t':'2020-01-01'}")).isEmpty();
    assertThat(taken("other", "{'t':'2024-03-01'}")).isEmpty();
  }

  @Test
  void aStreamThatIsReadWholeNeedsNoPosition() {
    assertThat(taken("all", "{'__ab_no_cursor_state_message':true}")).contains("{}");
  }
}
