package dev.leat.declarative.airbyte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.declarative.document.DocumentException;
import dev.leat.declarative.document.Node;
import dev.leat.declarative.document.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A manifest is read whole, or refused with all that is wrong with it. */
class ManifestTest {

  private static final String GOOD =
      """
      version: 1.0.0
      check: {stream_names: [users]}
      definitions:
        requester:
          url_base: https://api.example.com
          authenticator: {type: BearerAuthenticator, api_token: "{{ config.token }}"}
        selector: {extractor: {field_path: [data]}}
      streams:
        - name: users
          $parameters: {path: /users}
          retriever:
            requester: {$ref: "#/definitions/requester"}
            record_selector: {$ref: "#/definitions/selector"}
      spec: {connection_specification: {type: object, properties: {token: {type: string}}}}
      """;

  private static DocumentException refused(String text) {
    return catchThrowableOfType(DocumentException.class, () -> Manifest.read("m.yaml", text));
  }

  private static List<String> errors(String text) {
    return refused(text).problems().stream().map(Problem::describe).toList();
  }

  private static Node.Mapping requester(Manifest manifest) {
    Node.Mapping retriever = (Node.Mapping) manifest.streams().get(0).value("retriever");
    return (Node.Mapping) retriever.value("requester");
  }

  @Test
  void componentsGetTheirTypesReferencesAndParameters() {
    Manifest manifest = Manifest.read("m.yaml", GOOD);
    Node.Mapping requester = requester(manifest);
    assertThat(requester.text("type")).isEqualTo("HttpRequester");
    assertThat(requester.text("url_base")).isEqualTo("https://api.example.com");
    assertThat(requester.text("path")).isEqualTo("/users");
    assertThat(manifest.warnings()).isEmpty();
  }

  @Test
  void aValueKeepsThePlaceWhereItWasWrittenThroughReferencesAndParameters() {
    Node.Mapping requester = requester(Manifest.read("m.yaml", GOOD));
    assertThat(requester.value("url_base").mark().line()).isEqualTo(5);
    assertThat(requester.value("path").mark().line()).isEqualTo(10);
    assertThat(requester.fields().get("path").inherited()).isTrue();
    assertThat(requester.fields().get("url_base").inherited()).isFalse();
  }

  @Test
  void aParameterReachesAFieldOfItsOwnNameButNotWithinIt() {
    String text = GOOD.replace("{path: /users}", "{path: /users, error_handler: {max_retries: 3}}");
    Node.Mapping requester = requester(Manifest.read("m.yaml", text));
    Node.Mapping handler = (Node.Mapping) requester.value("error_handler");
    assertThat(handler.text("type")).isEqualTo("DefaultErrorHandler");
    assertThat(handler.has("error_handler")).isFalse();
  }

  @Test
  void anUnknownFieldIsAWarningWithTheNearestName() {
    String text = GOOD.replace("url_base: ", "http_methods: POST\n    url_base: ");
    assertThat(Manifest.read("m.yaml", text).warnings())
        .extracting(Problem::describe)
        .containsExactly(
            "m.yaml:5:5 (streams.0.retriever.requester.http_methods): HttpRequester has no field"
                + " http_methods: it is ignored; did you mean http_method?");
  }

  @Test
  void anUnknownFieldOfTheManifestItselfIsAnError() {
    assertThat(errors(GOOD + "stream: []\n"))
        .containsExactly(
            "m.yaml:15:1 (stream): the manifest has no field stream; did you mean streams?");
  }

  @Test
  void aNumberWhereTextBelongsIsToBeQuoted() {
    assertThat(errors(GOOD.replace("name: users", "name: 5")))
        .containsExactly(
            "m.yaml:9:11 (streams.0.name): name must be text, not a whole number: put it in"
                + " quotes");
  }

  @Test
  void allMistakesAreFoundAtOnce() {
    String text =
        GOOD.replace("version: 1.0.0", "version: 1")
            .replace("type: BearerAuthenticator", "type: BearerAuthentication")
            .replace("      record_selector: {$ref: \"#/definitions/selector\"}\n", "");
    assertThat(errors(text))
        .containsExactlyInAnyOrder(
            "m.yaml:1:10 (version): version must be text, not a whole number: put it in quotes",
            "m.yaml:12:7 (streams.0.retriever): SimpleRetriever needs record_selector: add it"
                + " (RecordSelector)",
            "m.yaml:6:27 (streams.0.retriever.requester.authenticator): there is no component"
                + " BearerAuthentication; did you mean BearerAuthenticator?");
  }

  @Test
  void aReferenceThatLeadsNowhereNamesTheNearest() {
    assertThat(errors(GOOD.replace("#/definitions/selector", "#/definitions/selectors")))
        .containsExactly(
            "m.yaml:13:31: the reference #/definitions/selectors leads nowhere: there is no"
                + " selectors; did you mean selector?");
  }

  @Test
  void aCircleOfReferencesIsShown() {
    assertThat(
            errors(
                GOOD.replace(
                    "definitions:\n",
                    "definitions:\n  a: '#/definitions/b'\n  b: '#/definitions/a'\n")))
        .containsExactly(
            "m.yaml:4:6: the reference #/definitions/b leads back to itself, by way of"
                + " #/definitions/b, #/definitions/a: break the circle");
  }

  @Test
  void referencesThatMultiplyAreRefusedBeforeTheyFillTheMemory() {
    StringBuilder bomb = new StringBuilder("definitions:\n  a0: {type: A, x: 1}\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("  a").append(i).append(": {type: A");
      for (int n = 0; n < 10; n++) {
        bomb.append(", x").append(n).append(": '#/definitions/a").append(i - 1).append("'");
      }
      bomb.append("}\n");
    }
    assertThat(refused(GOOD.replace("definitions:\n", bomb.toString())))
        .hasMessageContaining("references make more than 500000 components");
  }

  @Test
  void aManifestWithoutASpecIsRefused() {
    String text = GOOD.substring(0, GOOD.indexOf("spec:"));
    assertThat(refused(text)).hasMessageContaining("the manifest has no spec: add one");
  }

  @Test
  void aFileThatIsNoMappingIsRefused() {
    assertThat(errors("[1]")).containsExactly("m.yaml:1:1: a manifest is a mapping, not a list");
  }
}
