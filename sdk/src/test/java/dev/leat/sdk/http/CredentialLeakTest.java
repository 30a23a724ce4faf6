package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.transport.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to carry a credential x every way to leave the origin x every number of hops. */
class CredentialLeakTest {

  private static final String CANARY = "canary-7f3a";
  private static final String BASE = "http://api.example.com:8080/v1";

  /** A credential, however the connector's author attached it. */
  private record Carrier(
      String name, UnaryOperator<HttpSource> source, UnaryOperator<Request> request) {

    static Carrier auth(Auth auth) {
      return new Carrier(auth.toString(), source -> source.auth(auth), request -> request);
    }

    static Carrier header(String name, String value) {
      return new Carrier(name, source -> source, request -> request.header(name, value));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Carrier> CARRIERS =
      List.of(
          Carrier.auth(Auth.bearer(CANARY)),
          Carrier.auth(Auth.basic("joe", CANARY)),
          Carrier.auth(Auth.apiKey(Slot.header("X-API-Key"), CANARY)),
          Carrier.auth(Auth.apiKey(Slot.query("k"), CANARY)),
          Carrier.header("Cookie", "session=" + CANARY),
          Carrier.header("Proxy-Authorization", "Basic " + CANARY),
          Carrier.header("Authorization", "Acme " + CANARY),
          Carrier.header("X-Acme-Session", CANARY));

  static Stream<Arguments> matrix() {
    List<String> elsewhere =
        List.of(
            "http://evil.test",
            "http://api.example.com",
            "https://api.example.com:8080",
            "http://api.example.com.evil.test:8080");
    List<Arguments> cases = new ArrayList<>();
    for (Carrier carrier : CARRIERS) {
      for (String origin : elsewhere) {
        for (int hops = 1; hops <= 5; hops++) {
          cases.add(Arguments.of(carrier, origin, hops));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void credentialsNeverCrossAnOrigin(Carrier carrier, String elsewhere, int hops) throws Exception {
    Script network = new Script();
    for (int hop = 1; hop < hops; hop++) {
      network.redirects(307, "/own/" + hop);
    }
    network.redirects(307, elsewhere + "/taken").answers(200, "{}");
    HttpSource source = network.source(BASE).allowing(URI.create(elsewhere));
    carrier.source().apply(source).fetch(carrier.request().apply(Request.get("/users")));

    List<Transport.Outgoing> sent = network.sent();
    assertThat(sent).hasSize(hops + 1);
    assertThat(sent.subList(0, hops)).allMatch(CredentialLeakTest::carriesCredential);
    assertThat(sent.get(hops).address()).hasToString(elsewhere + "/taken");
    assertThat(carriesCredential(sent.get(hops))).isFalse();
  }

  static Stream<Arguments> matrixWithAWayBack() {
    // From https the way back to http is refused as a downgrade.
    return matrix().filter(each -> !each.get()[1].toString().startsWith("https"));
  }

  @ParameterizedTest
  @MethodSource("matrixWithAWayBack")
  void credentialsDoNotComeBackWithARequestThatHasLeft(Carrier carrier, String elsewhere, int hops)
      throws Exception {
    Script network =
        new Script()
            .redirects(307, elsewhere + "/taken")
            .redirects(307, BASE + "/" + hops)
            .answers(200, "{}");
    HttpSource source = network.source(BASE).allowing(URI.create(elsewhere));
    carrier.source().apply(source).fetch(carrier.request().apply(Request.get("/users")));
    assertThat(carriesCredential(network.sent().get(2))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void nextLinksToOtherOriginsCarryNoCredential(Carrier carrier, String elsewhere, int hops)
      throws Exception {
    Script network = new Script().answers(200, "{}");
    HttpSource source = network.source(BASE).allowing(URI.create(elsewhere));
    Request next = carrier.request().apply(Request.get("/users")).following(elsewhere + "/" + hops);
    carrier.source().apply(source).fetch(next);
    assertThat(carriesCredential(network.sent().get(0))).isFalse();
  }

  @Test
  void aServerThatPutsTheKeyIntoItsRedirectIsNotFollowedElsewhere() {
    for (String location :
        List.of("http://evil.test/?k=" + CANARY, "http://evil.test/%63anary-7f3a/x")) {
      Script network = new Script().redirects(302, location);
      assertThatThrownBy(
              () ->
                  network
                      .source(BASE)
                      .allowing(URI.create("http://evil.test"))
                      .auth(Auth.apiKey(Slot.query("k"), CANARY))
                      .fetch(Request.get("/users")))
          .isInstanceOf(SourceDataException.class)
          .hasMessageContaining("not followed")
          .hasMessageNotContaining(CANARY);
      assertThat(network.sent()).hasSize(1);
    }
  }

  @Test
  void thePageDoesNotTellTheKeyItWasAskedWith() throws Exception {
    Script network = new Script().answers(200, "{\"next\":\"?page=2\"}").answers(200, "{}");
    HttpSource source = network.source(BASE).auth(Auth.apiKey(Slot.query("k"), CANARY));
    Request first = Request.get("/users").query("page", 1);
    Answer answer = source.fetch(first);
    Request second = source.follow(first, answer, answer.page().text("/next").orElseThrow());
    assertThat(second.toString()).doesNotContain(CANARY);
    source.fetch(second);
    assertThat(network.addresses().get(1)).isEqualTo(BASE + "/users?page=2&k=" + CANARY);
  }

  private static boolean carriesCredential(Transport.Outgoing sent) {
    String basic =
        Base64.getEncoder().encodeToString(("joe:" + CANARY).getBytes(StandardCharsets.UTF_8));
    String all = sent.address() + " " + sent.headers();
    return all.contains(CANARY) || all.contains(basic);
  }
}
