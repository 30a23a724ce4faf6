package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A limit that answers tell of is kept although other requests are under way. */
class LimitReadTogetherTest {

  private static final Request USERS = Request.get("/users");
  private static final int LIMIT = 20;
  private static final int TOGETHER = 8;
  private static final long WINDOW = 60;

  private final VirtualTime time = new VirtualTime();
  private long window;
  private int used;
  private int refused;
  private int answered;

  /** Counts in fixed windows, and takes a while for each answer. */
  private Exchange answer(Transport.Outgoing outgoing) throws InterruptedException {
    Exchange answer = count();
    Thread.sleep(2);
    return answer;
  }

  private synchronized Exchange count() {
    Instant now = time.instant();
    long current = now.getEpochSecond() / WINDOW;
    if (current != window) {
      window = current;
      used = 0;
    }
    boolean isTooMany = used == LIMIT;
    if (isTooMany) {
      refused++;
    } else {
      used++;
      answered++;
    }
    return Exchange.json(isTooMany ? 429 : 200, "{}")
        .with("X-RateLimit-Remaining", Integer.toString(LIMIT - used))
        .with("X-RateLimit-Reset", Long.toString((current + 1) * WINDOW));
  }

  @Test
  @Timeout(60)
  void noRequestIsRefusedForThoseThatAreUnderWay() throws Exception {
    HttpSource api = Http.of(this::answer, time, time, () -> 0L).at(URI.create("http://api.test"));
    ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 10 * LIMIT; i++) {
        all.add(threads.submit(() -> api.fetch(USERS)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(answered).isEqualTo(10 * LIMIT);
    assertThat(refused).isZero();
  }

  @Test
  void whatIsLeftIsTheLeastThatWasSaidLessWhatIsUnderWay() {
    Allowance allowance = new Allowance();
    allowance.sent();
    allowance.sent();
    assertThat(allowance.hasRoom(0)).isTrue();
    allowance.told(2, reset(60), 0);
    allowance.told(3, reset(60), 0);
    assertThat(allowance.hasRoom(0)).isFalse();
    allowance.ended();
    assertThat(allowance.hasRoom(0)).isTrue();
  }

  @Test
  void anAnswerOfThePeriodBeforeSaysNothingOfThisOne() {
    Allowance allowance = new Allowance();
    allowance.sent();
    allowance.told(1, reset(60), 0);
    assertThat(allowance.hasRoom(0)).isFalse();
    allowance.told(19, reset(120), Duration.ofSeconds(60).toNanos());
    allowance.told(0, reset(60), Duration.ofSeconds(60).toNanos());
    assertThat(allowance.hasRoom(Duration.ofSeconds(60).toNanos())).isTrue();
  }

  @Test
  void aPeriodThatIsOverIsForgotten() {
    Allowance allowance = new Allowance();
    allowance.sent();
    allowance.told(0, reset(60), 0);
    assertThat(allowance.hasRoom(Duration.ofSeconds(59).toNanos())).isFalse();
    assertThat(allowance.hasRoom(Duration.ofSeconds(60).toNanos())).isTrue();
  }

  @Test
  void aRequestGoesOutIfNoneIsUnderWayThatCouldSayMore() {
    Allowance allowance = new Allowance();
    allowance.told(0, reset(60), 0);
    assertThat(allowance.hasRoom(0)).isTrue();
  }

  private static ServerWait reset(long seconds) {
    return new ServerWait(
        Duration.ofSeconds(seconds), VirtualTime.START.plusSeconds(seconds), "Reset");
  }
}
