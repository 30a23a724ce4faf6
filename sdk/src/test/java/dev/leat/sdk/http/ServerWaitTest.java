package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.transport.Exchange;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual time starts on Sunday, 2026-03-01 at 12:00:00 UTC, 1772366400 s after 1970. */
class ServerWaitTest {

  private static final Request USERS = Request.get("/users");

  private final Script network = new Script();
  private final HttpSource api = network.source("http://api.test");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | 60 | 60000",
        "429 | 1.5 | 1500",
        "503 | 900 | 900000",
        "403 | 7 | 7000",
        "429 | Sun, 01 Mar 2026 12:00:30 GMT | 30000",
      })
  void waitsAsLongAsRetryAfterSays(int status, String retryAfter, long millis) throws Exception {
    network.answers(Exchange.json(status, "{}").with("Retry-After", retryAfter)).answers(200, "{}");
    assertThat(api.fetch(USERS).waited()).isEqualTo(Duration.ofMillis(millis));
    assertThat(network.time.sleeps()).containsExactly(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-5", "soon", "", "Sun, 01 Mar 2026 11:59:00 GMT", "Mon, 01 Mar 2026 12:01"})
  void takesItsOwnDelayWhenRetryAfterSaysNothingUseful(String retryAfter) throws Exception {
    network.answers(Exchange.json(429, "{}").with("Retry-After", retryAfter)).answers(200, "{}");
    api.fetch(USERS);
    assertThat(network.time.sleeps()).containsExactly(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "901 | 2026-03-01T12:15:01Z, in 15 min",
        "31536000 | 2027-03-01T12:00:00Z, in 365 d",
        "99999999999999999999999 | in 11574 d",
        "Fri, 31 Dec 9999 23:59:59 GMT | 9999-12-31T23:59:59Z, in 11574 d",
      })
  void stopsWhenItWouldHaveToWaitTooLong(String retryAfter, String said) {
    network.answers(Exchange.json(429, "{}").with("Retry-After", retryAfter));
    assertThatThrownBy(() -> api.fetch(USERS))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageStartingWith("GET /users answered 429, Retry-After ")
        .hasMessageContaining(": the limit resets at ")
        .hasMessageContaining(said)
        .hasMessageEndingWith(", longer than the 15 min that a sync waits. Start it again then")
        .hasCauseInstanceOf(HttpStatusException.class);
    assertThat(network.time.sleeps()).isEmpty();
  }

  @Test
  void measuresDatesByTheClockOfTheServer() throws Exception {
    network
        .answers(
            Exchange.json(429, "{}")
                .with("Date", "Sun, 01 Mar 2026 09:00:00 GMT")
                .with("Retry-After", "Sun, 01 Mar 2026 09:00:40 GMT"))
        .answers(200, "{}");
    assertThat(api.fetch(USERS).waited()).isEqualTo(Duration.ofSeconds(40));
  }

  @ParameterizedTest
  @CsvSource({
    "X-RateLimit-Remaining, X-RateLimit-Reset, 1772366425",
    "X-RateLimit-Remaining, X-RateLimit-Reset, 1772366425000",
    "X-RateLimit-Remaining, X-RateLimit-Reset, 25",
    "X-Rate-Limit-Remaining, X-Rate-Limit-Reset, 25",
    "RateLimit-Remaining, RateLimit-Reset, 25",
  })
  void asksNothingUntilAnExhaustedLimitResets(String remaining, String reset, String value)
      throws Exception {
    network
        .answers(Exchange.json(200, "{}").with(remaining, "1").with(reset, value))
        .answers(Exchange.json(200, "{}").with(remaining, "0").with(reset, value))
        .answers(200, "{}");
    assertThat(api.fetch(USERS).waited()).isZero();
    assertThat(api.fetch(USERS).waited()).isZero();
    assertThat(api.fetch(USERS).waited()).isEqualTo(Duration.ofSeconds(25));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"default\";r=0;t=25",
        "\"burst\";r=9;t=1, \"day\";r=0;t=25",
        "limit=100, remaining=0, reset=25"
      })
  void understandsTheStandardHeaderInBothItsForms(String value) throws Exception {
    network.answers(Exchange.json(200, "{}").with("RateLimit", value)).answers(200, "{}");
    api.fetch(USERS);
    assertThat(api.fetch(USERS).waited()).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void takesTheResetOfALimitForARefusalWithoutRetryAfter() throws Exception {
    network
        .answers(
            Exchange.json(403, "{}")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", "1772366460"))
        .answers(200, "{}");
    assertThat(api.fetch(USERS).waited()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void stopsBeforeTheNextRequestWhenAnExhaustedLimitResetsTooLate() throws Exception {
    network.answers(
        Exchange.json(200, "{}")
            .with("X-RateLimit-Remaining", "0")
            .with("X-RateLimit-Reset", "86400"));
    api.fetch(USERS);
    assertThatThrownBy(() -> api.fetch(Request.get("/orders")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessage(
            "GET /orders has to wait, as GET /users answered 200, X-RateLimit-Reset 86400. The"
                + " limit resets at 2026-03-02T12:00:00Z, in 24 h, longer than the 15 min that a"
                + " sync waits: start it again then");
    assertThat(network.sent()).hasSize(1);
  }

  @Test
  void letsAWaitHoldForAllUsersOfTheSource() throws Exception {
    network.answers(Exchange.json(429, "{}").with("Retry-After", "60")).answers(200, "{}");
    HttpSource other = api.auth(Auth.bearer("t")).retry(RetryPolicy.never());
    assertThatThrownBy(() -> api.retry(RetryPolicy.never()).fetch(USERS))
        .hasMessageContaining("429");
    assertThat(other.fetch(USERS).waited()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void neverComesBackEarlyAndSpreadsTheReturn() throws Exception {
    Http http = Http.of(network, network.time, network.time, () -> -1L);
    network.answers(Exchange.json(429, "{}").with("Retry-After", "60")).answers(200, "{}");
    Duration waited = http.at(java.net.URI.create("http://api.test")).fetch(USERS).waited();
    assertThat(waited).isBetween(Duration.ofMillis(60_900), Duration.ofSeconds(61));
  }

  @Test
  void spacesRequestsEvenly() throws Exception {
    HttpSource slow = api.budgets(CallBudget.evenly(4, Duration.ofSeconds(1)));
    HttpSource sharing = slow.auth(Auth.bearer("t"));
    for (int each = 0; each < 6; each++) {
      network.answers(200, "{}");
      (each % 2 == 0 ? slow : sharing).fetch(USERS);
    }
    assertThat(network.time.sleeps()).hasSize(5).containsOnly(Duration.ofMillis(250));

    network.time.advance(Duration.ofHours(1));
    network.answers(200, "{}").answers(200, "{}");
    assertThat(slow.fetch(USERS).waited()).isZero();
    assertThat(slow.fetch(USERS).waited()).as("no burst after a pause").isPositive();
  }

  @Test
  void saysWhenTheLimitResetsEvenIfNoAttemptIsLeft() {
    network.answers(Exchange.json(429, "{}").with("Retry-After", "3600"));
    assertThatThrownBy(() -> api.retry(RetryPolicy.never()).fetch(USERS))
        .hasMessageContaining("the limit resets at 2026-03-01T13:00:00Z, in 60 min");
  }

  @Test
  void isInterruptedWhileItWaits() {
    network.answers(Exchange.json(429, "{}").with("Retry-After", "60"));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> api.fetch(USERS)).isInstanceOf(InterruptedException.class);
  }
}
