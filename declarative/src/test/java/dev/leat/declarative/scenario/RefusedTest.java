package dev.leat.declarative.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.declarative.ManifestFile;
import dev.leat.sdk.error.ConfigurationException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What a manifest uses and is not there is refused before anything is asked, all at once. */
class RefusedTest {

  private static String refusal(String id) {
    ObjectNode manifest = (ObjectNode) Scenarios.all().get(id).at("/scenario/manifest");
    manifest.withObject("/spec").withObject("/connection_specification");
    return refusalOf(manifest.toString());
  }

  private static String refusalOf(String text) {
    return catchThrowableOfType(
            ConfigurationException.class,
            () -> ManifestFile.connector("x", "m.yaml", text, Clock.systemUTC()))
        .getMessage();
  }

  @Test
  void everyComponentThatIsMissingIsNamedWithItsPlace() {
    assertThat(refusal("a21_dynamic"))
        .contains("(streams.0): ConditionalStreams is not supported")
        .contains("(dynamic_streams.0): DynamicDeclarativeStream is not supported")
        .contains("(dynamic_streams.1): DynamicDeclarativeStream is not supported");
    assertThat(refusal("a22_async")).contains("AsyncRetriever is not supported");
    assertThat(refusal("a23_properties")).contains("query_properties of HttpRequester");
    assertThat(refusal("a24_routers"))
        .contains("UnionPartitionRouter is not supported")
        .contains("StateDelegatingStream is not supported");
    assertThat(refusal("a26_extractors"))
        .contains("CombinedExtractor is not supported")
        .contains("record_expander of DpathExtractor is not supported");
    assertThat(refusal("a19_check_spec")).contains("config_migrations");
  }

  @Test
  void aCustomComponentIsNamedWithItsClassAndLine() {
    String manifest =
        """
        version: 6.0.0
        check: {stream_names: [a]}
        streams:
          - name: a
            retriever:
              requester:
                url_base: http://source.test
                authenticator:
                  type: CustomAuthenticator
                  class_name: source_x.components.MyAuth
              record_selector: {extractor: {field_path: []}}
            transformations:
              - {type: CustomTransformation, class_name: source_x.components.MyRows}
        spec: {connection_specification: {type: object, properties: {}}}
        """;

    assertThat(refusalOf(manifest).lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("m.yaml:9:").contains("components.MyAuth"))
        .anySatisfy(
            line -> assertThat(line).startsWith("m.yaml:13:").contains("components.MyRows"));
  }

  @Test
  void stepAndGranularityNeedEachOther() {
    String manifest =
        """
        version: 6.0.0
        check: {stream_names: [a]}
        streams:
          - name: a
            retriever:
              requester: {url_base: "http://source.test"}
              record_selector: {extractor: {field_path: []}}
            incremental_sync:
              type: DatetimeBasedCursor
              cursor_field: t
              datetime_format: "%Y-%m-%d"
              start_datetime: "2024-01-01"
              step: P1D
        spec: {connection_specification: {type: object, properties: {}}}
        """;

    assertThat(refusalOf(manifest)).startsWith("m.yaml:13:7").contains("need each other");
  }
}
