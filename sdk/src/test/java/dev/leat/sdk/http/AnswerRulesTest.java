package dev.leat.sdk.http;

import static dev.leat.sdk.http.answer.Condition.body;
import static dev.leat.sdk.http.answer.Condition.header;
import static dev.leat.sdk.http.answer.Condition.json;
import static dev.leat.sdk.http.answer.Condition.message;
import static dev.leat.sdk.http.answer.Condition.status;
import static dev.leat.sdk.http.answer.Condition.statusFrom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.ConnectorException.Kind;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.answer.Condition;
import dev.leat.sdk.http.answer.WaitIn;
import dev.leat.sdk.http.transport.Exchange;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means: by itself, and as the rules of a source have it. */
class AnswerRulesTest {

  private static final Request USERS = Request.get("/users");

  private final Script network = new Script();
  private final HttpSource api = network.source("http://api.test");
  private final HttpSource once = api.retry(RetryPolicy.never());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errors\":[{\"message\":\"quota used up\"}]}",
        "{\"data\":null,\"errors\":[{\"message\":\"quota used up\"}]}",
        "{\"data\":{\"nodes\":null},\"errors\":[{\"message\":\"quota used up\"}]}",
        "{\"data\":[],\"error\":\"quota used up\"}",
        "{\"data\":[{\"id\":1}],\"errors\":[{\"message\":\"quota used up\"}]}",
        "{\"error\":{\"message\":\"quota used up\"},\"data\":[]}",
        "{\"error\":true,\"message\":\"quota used up\"}",
        "{\"error\":429,\"message\":\"quota used up\",\"data\":null}",
        "{\"errors\":{\"a\":[\"b\"]},\"detail\":\"quota used up\"}",
        "{\"errors\":[\"quota used up\"]}",
        "{\"errors\":[{\"message\":\"quota used up\"}],\n\"data\":[]}",
      })
  void anErrorInADocumentIsNoPageWhateverItsStatus(String document) throws Exception {
    network.answers(200, document).answers(200, "{\"data\":[{\"id\":1}]}");
    Answer page = api.fetch(USERS);
    assertThat(page.page().rows("/data")).hasSize(1);
    assertThat(page.retries()).isEqualTo(1);

    network.answers(200, document);
    assertThatThrownBy(() -> once.fetch(USERS))
        .isInstanceOf(SourceDataException.class)
        .hasMessageStartingWith("GET /users answered 200 with an error (quota used up): ")
        .cause()
        .isInstanceOfSatisfying(
            HttpStatusException.class, cause -> assertThat(cause.status()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[],\"errors\":[]}",
        "{\"data\":[],\"errors\":null,\"error\":null}",
        "{\"data\":[],\"error\":\"\"}",
        "{\"data\":[],\"error\":false}",
        "{\"data\":[],\"errors\":{ }}",
        "{\"data\":[],\"error\":0,\"errors\":[ ]}",
        "[{\"error\":\"in a row\"}]",
        "{\"data\":[{\"error\":\"in a row\"}],\"meta\":{\"error\":\"deeper\"}}",
      })
  void anErrorThatSaysNothingOrStandsInARowIsNone(String document) throws Exception {
    network.answers(200, document);
    assertThat(api.fetch(USERS).retries()).isZero();
  }

  @Test
  void aRuleMayAcceptAnErrorThatMeansSomethingElse() throws Exception {
    network.answers(200, "{\"data\":[{\"id\":1}],\"errors\":[{\"code\":\"partly\"}]}");
    HttpSource lenient =
        api.answers(json("/errors/0/code").equalTo("partly").then(Verdict.accept()));
    assertThat(lenient.fetch(USERS).page().rows("/data")).hasSize(1);
  }

  static Stream<Exchange> limits() {
    String error = "{\"errors\":[{\"message\":\"slow down\"}],\"data\":null}";
    return Stream.of(200, 400, 403, 422, 429)
        .flatMap(
            status ->
                Stream.of(
                    Exchange.json(status, error).with("Retry-After", "3"),
                    Exchange.json(status, error)
                        .with("X-RateLimit-Remaining", "0")
                        .with("X-RateLimit-Reset", "1772366403"),
                    Exchange.json(status, error).with("RateLimit", "\"day\";r=0;t=3")));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void aRefusalWithTheHeadersOfALimitIsALimit(Exchange limited) throws Exception {
    network.answers(limited).answers(200, "{\"data\":[]}");
    Answer page = api.fetch(USERS);
    assertThat(page.waited()).isEqualTo(Duration.ofSeconds(3));

    network.answers(limited);
    assertThatThrownBy(() -> once.fetch(USERS))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("(slow down)")
        .hasMessageContaining("ask less often");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 422})
  void aRefusalWithAnythingLeftOfTheLimitIsARefusal(int status) {
    network.answers(
        Exchange.json(status, "{}")
            .with("X-RateLimit-Remaining", "7")
            .with("X-RateLimit-Reset", "1772366403"));
    assertThatThrownBy(() -> api.fetch(USERS)).isInstanceOf(ConnectorException.class);
    assertThat(network.sent()).hasSize(1);
  }

  static Stream<Arguments> conditions() {
    Exchange answer =
        Exchange.json(
                422, "{\"error\":{\"message\":\"No such list\"},\"codes\":[{\"id\":7},{\"id\":8}]}")
            .with("X-Reason", "gone away");
    return Stream.of(
        Arguments.of(answer, status(404, 422), true),
        Arguments.of(answer, status(404), false),
        Arguments.of(answer, statusFrom(400, 422), true),
        Arguments.of(answer, statusFrom(423, 499), false),
        Arguments.of(answer, header("x-reason").isPresent(), true),
        Arguments.of(answer, header("x-reason").equalTo("gone"), false),
        Arguments.of(answer, header("x-reason").contains("gone"), true),
        Arguments.of(answer, header("x-other").isNotEmpty(), false),
        Arguments.of(answer, json("/codes/1/id").equalTo("8"), true),
        Arguments.of(answer, json("/codes/2/id").isPresent(), false),
        Arguments.of(answer, json("/codes").isNotEmpty(), true),
        Arguments.of(answer, json("/error/message").matches("^No such"), true),
        Arguments.of(answer, json("/error/message").matches("^such"), false),
        Arguments.of(answer, message().contains("such list"), true),
        Arguments.of(answer, body().contains("\"id\":7"), true),
        Arguments.of(answer, status(422).and(json("/codes").isNotEmpty().not()), false),
        Arguments.of(answer, status(404).or(header("X-Reason").isPresent()), true),
        Arguments.of(Exchange.json(422, "no JSON at all"), body().contains("at all"), true),
        Arguments.of(Exchange.json(422, "no JSON at all"), json("/a").isPresent(), false),
        Arguments.of(Exchange.json(422, "{\"a\":{},\"b\":[]}"), json("/a").isNotEmpty(), false),
        Arguments.of(Exchange.json(422, "{\"a\":{},\"b\":[]}"), json("/a").isPresent(), true));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aConditionLooksAtStatusHeaderBodyAndDocument(
      Exchange answer, Condition condition, boolean holds) throws Exception {
    network.answers(answer);
    HttpSource ruled = api.answers(condition.then(Verdict.skip()));
    if (holds) {
      assertThat(ruled.fetch(USERS).skipped()).isPresent();
    } else {
      assertThatThrownBy(() -> ruled.fetch(USERS)).isInstanceOf(SourceDataException.class);
    }
  }

  @Test
  void theFirstRuleThatHasAnOpinionDecides() throws Exception {
    network.answers(404, "{}").answers(410, "{}");
    HttpSource ruled =
        api.answers(status(404).then(Verdict.skip()), status(404, 410).then(Verdict.accept()))
            .answers(Condition.always().then(Verdict.fail(Kind.SOURCE_DATA)));
    assertThat(ruled.fetch(USERS).skipped()).isPresent();
    assertThat(ruled.fetch(USERS).skipped()).isEmpty();
    network.answers(200, "{}");
    assertThatThrownBy(() -> ruled.fetch(USERS)).isInstanceOf(SourceDataException.class);
  }

  @Test
  void aSkippedAnswerIsAnEmptyPageThatSaysWhy() throws Exception {
    network.answers(404, "{\"message\":\"no such repository\"}");
    Answer page =
        api.answers(status(404).then(Verdict.skip().saying("archived ones are left out")))
            .fetch(USERS);
    assertThat(page.page().rows("/data/nodes")).isEmpty();
    assertThat(page.page().text("/next")).isEmpty();
    assertThat(page.skipped())
        .contains(
            "GET /users answered 404 (no such repository), which a rule of the connector passes"
                + " over: archived ones are left out");
  }

  @Test
  void noContentIsAnEmptyPageWhereverItsRowsWouldStand() throws Exception {
    network.answers(204, "").answers(205, "");
    assertThat(api.fetch(USERS).page().rows("/data")).isEmpty();
    assertThat(api.fetch(USERS).skipped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"CONFIGURATION", "SOURCE_UNAVAILABLE", "SOURCE_DATA"})
  void aRuleSaysWhoMustActAndInWhichWords(Kind kind) {
    network.answers(400, "{\"why\":[{\"text\":\"plan too small\"}],\"message\":\"bad\"}");
    HttpSource ruled =
        api.answers(
            status(400).then(Verdict.fail(kind).saying("upgrade it").quoting("/why/0/text")));
    ConnectorException failure =
        catchThrowableOfType(ConnectorException.class, () -> ruled.fetch(USERS));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessage("GET /users answered 400 (plan too small): upgrade it");
    assertThat(failure).hasCauseInstanceOf(HttpStatusException.class);
  }

  @ParameterizedTest
  @CsvSource({"RESTART", "SMALLER_PAGE", "SMALLER_WINDOW"})
  void aRuleTellsTheReaderOfPagesWhatItCanDo(HttpStatusException.Remedy remedy) {
    network.answers(400, "{}");
    // In words that have to be masked: what is masked keeps its meaning.
    HttpSource ruled =
        api.auth(Auth.bearer("hush-hush"))
            .answers(status(400).then(Verdict.fail(remedy).saying("drop hush-hush")));
    assertThatThrownBy(() -> ruled.fetch(USERS))
        .isInstanceOf(SourceDataException.class)
        .hasMessageEndingWith("drop ***")
        .cause()
        .isInstanceOfSatisfying(
            HttpStatusException.class,
            cause -> {
              assertThat(cause.remedy()).contains(remedy);
              assertThat(cause.status()).isEqualTo(400);
            });
  }

  @Test
  void aRuleRetriesWithAWaitOfItsOwn() throws Exception {
    network
        .answers(Exchange.json(404, "{}").with("X-Wait-Ms", "1500"))
        .answers(404, "{}")
        .answers(200, "{}");
    HttpSource ruled =
        api.answers(
            status(404)
                .then(
                    Verdict.retry(
                        WaitIn.header("X-Wait-Ms")
                            .asMillis()
                            .or(Backoff.constant(Duration.ofSeconds(7))))));
    assertThat(ruled.fetch(USERS).retries()).isEqualTo(2);
    assertThat(network.time.sleeps()).containsExactly(Duration.ofMillis(1500), ofSeconds(7));
  }

  @Test
  void aRuleRenewsTheCredentialOnce() throws Exception {
    Renewable auth = new Renewable();
    HttpSource ruled =
        api.auth(auth).answers(json("/code").equalTo("expired").then(Verdict.renew()));
    network.answers(200, "{\"code\":\"expired\"}").answers(200, "{\"data\":[]}");
    assertThat(ruled.fetch(USERS).retries()).isEqualTo(1);
    assertThat(network.sent())
        .extracting(each -> each.header("X-Key").orElseThrow())
        .containsExactly("key0", "key1");

    network.answers(200, "{\"code\":\"expired\"}").answers(200, "{\"code\":\"expired\"}");
    assertThatThrownBy(() -> ruled.fetch(USERS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("check the renewable key");
    assertThat(network.sent()).hasSize(4);
  }

  @Test
  void whatIsSentOnceIsNotRepeatedOnceAServerMayHaveGotIt() throws Exception {
    Request start = Request.of("POST", "/exports").json("{}").once();
    for (int status : new int[] {500, 502, 504}) {
      network.answers(status, "{}");
      assertThatThrownBy(() -> api.fetch(start))
          .isInstanceOf(SourceUnavailableException.class)
          .hasMessageContaining("It is not sent again: it may have been carried out");
    }
    network.fails(new IOException("reset"));
    assertThatThrownBy(() -> api.fetch(start)).hasMessageContaining("It is not sent again");
    assertThat(network.sent()).hasSize(4);

    network.answers(429, "{}").fails(new ConnectException("Connection refused")).answers(200, "{}");
    assertThat(api.fetch(start).retries()).isEqualTo(2);
    assertThat(network.sent()).allMatch(each -> !each.isRepeatable());
  }

  @Test
  void noFurtherAttemptBeginsBeyondThePatienceOfThePolicy() {
    for (int each = 0; each < 4; each++) {
      network.answers(503, "{}");
    }
    RetryPolicy patient =
        RetryPolicy.transientErrors()
            .attempts(10)
            .backoff(Backoff.constant(ofSeconds(10)))
            .within(ofSeconds(35));
    assertThatThrownBy(() -> api.retry(patient).fetch(USERS))
        .hasMessageContaining("answered 503, 4 attempts in 30 s");
  }

  private static Duration ofSeconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** A credential that can be replaced as often as anybody likes. */
  private static final class Renewable implements Auth {

    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Request sign(Request request, Context context) {
      return Slot.header("X-Key").put(request, "key" + number.get());
    }

    @Override
    public boolean renew(Request refused, Context context) {
      number.incrementAndGet();
      return true;
    }

    @Override
    public List<String> secrets() {
      return List.of();
    }

    @Override
    public String toString() {
      return "the renewable key";
    }
  }
}
