package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.row.Page;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {

  private static final Request USERS = Request.get("/users").query("since", "5");
  private static final String BASE = "https://api.test/v1";

  @Test
  void findsATokenInTheBody() {
    NextPage next = NextPage.token("/meta/next", "cursor");
    Request second = next.after(USERS, Page.of("{\"meta\":{\"next\":\"b\"}}")).orElseThrow();
    assertThat(second).hasToString("GET /users?since=5&cursor=b");
    Request third = next.after(second, Page.of("{\"meta\":{\"next\":7}}")).orElseThrow();
    assertThat(third).hasToString("GET /users?since=5&cursor=7");
    for (String last :
        new String[] {"{}", "{\"meta\":{\"next\":null}}", "{\"meta\":{\"next\":\"\"}}"}) {
      assertThat(next.after(third, Page.of(last))).isEmpty();
    }
    assertThatThrownBy(() -> next.after(third, Page.of("{\"meta\":{\"next\":\"7\"}}")))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("repeats the token");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.test/v2?page=2, https://api.test/v2?page=2",
    "/v2/users?page=2, https://api.test/v2/users?page=2",
    "?page=2, https://api.test/v1/users?page=2",
    "more, https://api.test/v1/more",
  })
  void followsALinkInTheBody(String link, String address) throws Exception {
    Script network =
        new Script().answers(200, "{\"next\":\"" + link + "\"}").answers(200, "{\"next\":null}");
    HttpSource api = network.source(BASE);
    NextPage next = NextPage.link("/next");
    Request second = next.after(USERS, api.fetch(USERS)).orElseThrow();
    assertThat(next.after(second, api.fetch(second))).isEmpty();
    assertThat(network.addresses().get(1)).isEqualTo(address);
  }

  @Test
  void resolvesARelativeLinkAgainstTheAddressThatAnswered() throws Exception {
    Script network =
        new Script()
            .redirects(307, "/moved/here")
            .answers(200, "{\"next\":\"?page=2\"}")
            .answers(200, "{\"next\":\"?page=3\"}")
            .answers(200, "{}");
    HttpSource api = network.source(BASE);
    Optional<Request> next = Optional.of(USERS);
    while (next.isPresent()) {
      next = NextPage.link("/next").after(next.get(), api.fetch(next.get()));
    }
    assertThat(network.addresses())
        .endsWith("https://api.test/moved/here?page=2", "https://api.test/moved/here?page=3");
  }

  @Test
  void refusesALinkToThePageItself() throws Exception {
    Page page = new Script().answers(200, "{\"next\":\"?since=5\"}").source(BASE).fetch(USERS);
    assertThatThrownBy(() -> NextPage.link("/next").after(USERS, page))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("links to itself");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://api.test/v1/users?a=1,2>; rel=\"next\"",
        "</x>; rel=\"prev\", <https://api.test/v1/users?a=1,2>; title=\"a, b\"; rel=next",
        "<?a=1,2>;REL=\"last next\"",
      })
  void followsALinkHeader(String header) throws Exception {
    Script network =
        new Script().answers(Exchange.json(200, "{}").with("Link", header)).answers(200, "{}");
    HttpSource api = network.source(BASE);
    Request second = NextPage.linkHeader().after(USERS, api.fetch(USERS)).orElseThrow();
    assertThat(NextPage.linkHeader().after(second, api.fetch(second))).isEmpty();
    assertThat(network.addresses().get(1)).isEqualTo("https://api.test/v1/users?a=1,2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"</x>; rel=prev", "</x>; rel=nextday", "</x>; title=\"rel=next\"", "x"})
  void endsWithoutANextLinkInTheHeader(String header) throws Exception {
    Page page =
        new Script()
            .answers(Exchange.json(200, "{}").with("Link", header))
            .source(BASE)
            .fetch(USERS);
    assertThat(NextPage.linkHeader().after(USERS, page)).isEmpty();
  }

  @Test
  void countsPagesUntilOneIsEmpty() {
    NextPage next = NextPage.number("page", "/data");
    Request second = next.after(USERS, Page.of("{\"data\":[{}]}")).orElseThrow();
    assertThat(second.queryValue("page")).contains("2");
    assertThat(next.after(second, Page.of("{\"data\":[{}]}")).orElseThrow().queryValue("page"))
        .contains("3");
    assertThat(next.after(second, Page.of("{\"data\":[]}"))).isEmpty();
  }

  @Test
  void countsRowsUntilAPageIsEmpty() {
    NextPage next = NextPage.offset("offset", "/data");
    Request second = next.after(USERS, Page.of("{\"data\":[{},{}]}")).orElseThrow();
    assertThat(second.queryValue("offset")).contains("2");
    assertThat(next.after(second, Page.of("{\"data\":[{}]}")).orElseThrow().queryValue("offset"))
        .contains("3");
    assertThat(next.after(second, Page.of("{\"data\":[]}"))).isEmpty();
  }
}
