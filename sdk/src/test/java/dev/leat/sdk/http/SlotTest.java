package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlotTest {

  private static final String ODD = "a/b?c=d&e %2F+\"é";

  private final Script network = new Script();
  private final HttpSource api = network.source("http://api.test/v1");

  static Stream<Arguments> places() {
    Request get = Request.get("/users/{id}").path("id", "7");
    Request post = Request.post("/users", Map.of("a", Map.of("list", List.of(1, 2)), "b", true));
    return Stream.of(
        Arguments.of(Slot.query("after"), get.query("after", "old")),
        Arguments.of(Slot.header("X-After").prefixed("at "), get.header("x-after", "old")),
        Arguments.of(Slot.json("/after"), post),
        Arguments.of(Slot.json("/new/deep/after"), post),
        Arguments.of(Slot.json("/a/list/1"), post),
        Arguments.of(Slot.json("/odd~1key"), Request.of("POST", "/x")),
        Arguments.of(Slot.form("after"), Request.of("POST", "/x")),
        Arguments.of(
            Slot.form("after"), Request.of("POST", "/x").form("after", "old").form("b", "1")));
  }

  @ParameterizedTest
  @MethodSource("places")
  void holdsOneValueAndGivesItBack(Slot slot, Request request) {
    Request once = slot.put(request, "new value");
    Request twice = slot.put(once, "newer value");
    assertThat(slot.valueIn(twice)).contains("newer value");
    assertThat(twice).isEqualTo(slot.put(request, "newer value")).isNotEqualTo(once);
    assertThat(slot.valueIn(once)).as("a value never changes").contains("new value");
  }

  @Test
  void escapesAValueForWhereItGoes() throws Exception {
    for (int each = 0; each < 4; each++) {
      network.answers(200, "{}");
    }
    api.fetch(Slot.path("id").put(Request.get("/users/{id}/x"), ODD));
    api.fetch(Slot.query("q").put(Request.get("/users"), ODD));
    api.fetch(Slot.json("/q").put(Request.of("POST", "/users"), ODD));
    api.fetch(Slot.form("q").put(Request.of("POST", "/users"), ODD));
    assertThat(network.addresses().subList(0, 2))
        .containsExactly(
            "http://api.test/v1/users/a%2Fb%3Fc=d&e%20%252F+%22%C3%A9/x",
            "http://api.test/v1/users?q=a%2Fb%3Fc%3Dd%26e%20%252F%2B%22%C3%A9");
    assertThat(sentBody(2)).isEqualTo("{\"q\":\"a/b?c=d&e %2F+\\\"é\"}");
    assertThat(sentBody(3)).isEqualTo("q=a%2Fb%3Fc%3Dd%26e+%252F%2B%22%C3%A9");
    assertThat(network.sent().get(2).header("Content-Type")).contains("application/json");
    assertThat(network.sent().get(3).header("Content-Type"))
        .contains("application/x-www-form-urlencoded");
  }

  @Test
  void aNumberStandsAsOneInJson() {
    Request request = Slot.json("/page/size").put(Request.of("POST", ""), 50);
    assertThat(request.bodyText()).contains("{\"page\":{\"size\":50}}");
    assertThat(Slot.json("/page/size").valueIn(request)).contains("50");
    assertThat(Slot.query("n").put(Request.get(""), 50).queryValue("n")).contains("50");
  }

  @Test
  void saysWhatCannotStandThere() {
    assertThatThrownBy(() -> Slot.json("after")).hasMessageContaining("start with /");
    assertThatThrownBy(() -> Slot.header("a b")).hasMessageContaining("No header");
    assertThatThrownBy(() -> Slot.path("x").put(Request.get("/users"), "1"))
        .hasMessage("Path \"/users\" has no {x}");
    assertThatThrownBy(() -> Slot.path("x").put(Request.get("/users/{x}"), ".."))
        .hasMessageContaining("leaves the source's address");
    assertThatThrownBy(() -> Slot.form("x").put(Request.post("/users", Map.of("a", 1)), "1"))
        .hasMessageContaining("a form cannot stand in it");
    assertThatThrownBy(
            () -> Slot.json("/x").put(Request.of("POST", "").text("a,b", "text/csv"), "1"))
        .hasMessageContaining("The body is text/csv");
    assertThatThrownBy(() -> Slot.json("/a/b").put(Request.post("", Map.of("a", 1)), "1"))
        .hasMessageContaining("no object or list");
    assertThatThrownBy(() -> Slot.header("A").put(Request.get(""), "a\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textGoesOutAsItIs() throws Exception {
    network.answers(200, "{}");
    api.fetch(Request.of("PUT", "/x").text("a;b\n1;2", "text/csv; charset=utf-8"));
    assertThat(network.sent().get(0).method()).isEqualTo("PUT");
    assertThat(sentBody(0)).isEqualTo("a;b\n1;2");
    assertThat(network.sent().get(0).header("Content-Type")).contains("text/csv; charset=utf-8");
  }

  @Test
  void aParameterThatIsAddedToALinkTakesThePlaceOfTheLinks() throws Exception {
    network.answers(200, "{}");
    api.fetch(Request.get("/users").following("/v1/users?page=2&key=old").query("key", "new"));
    assertThat(network.addresses()).containsExactly("http://api.test/v1/users?page=2&key=new");
  }

  private String sentBody(int which) {
    return new String(network.sent().get(which).body().orElseThrow(), StandardCharsets.UTF_8);
  }
}
