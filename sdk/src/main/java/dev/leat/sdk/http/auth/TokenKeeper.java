package dev.leat.sdk.http.auth;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a token and replaces it before it expires or when it was refused. However many threads wait
 * for a token, one asks for it. Thread-safe.
 */
final class TokenKeeper {

  private static final int SECRETS_KEPT = 8;
  private static final Duration EARLY = Duration.ofSeconds(60);

  private final Slot slot;
  private final Issuer issuer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<String> seen = new ConcurrentLinkedDeque<>();
  private volatile Token token;
  private ConfigurationException refusal;

  /** Where tokens come from. Called by one thread at a time. */
  @FunctionalInterface
  interface Issuer {
    Token issue(Auth.Context context) throws InterruptedException;
  }

  /**
   * A token.
   *
   * @param asked when it was asked for, by {@link Auth.Context#nanos}
   * @param life how long it holds from then on; empty for until it is refused
   */
  record Token(String value, long asked, Optional<Duration> life) {

    /** Some time before it expires: the answer to a request takes time as well. */
    private boolean isFresh(long now) {
      if (life.isEmpty()) {
        return true;
      }
      Duration tenth = life.get().dividedBy(10);
      Duration early = tenth.compareTo(EARLY) < 0 ? tenth : EARLY;
      return now - asked < life.get().minus(early).toNanos();
    }
  }

  TokenKeeper(Slot slot, Issuer issuer) {
    this.slot = slot;
    this.issuer = issuer;
  }

  Slot slot() {
    return slot;
  }

  Request sign(Request request, Auth.Context context) throws InterruptedException {
    return slot.put(request, fresh(context).value());
  }

  /** Replaces the token, unless another thread has done so since the request was signed. */
  boolean renew(Request refused, Auth.Context context) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (token == null || slot.valueIn(refused).equals(Optional.of(token.value()))) {
        replace(context);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A secret that is to be masked from now on. */
  void remember(String secret) {
    seen.addLast(secret);
    if (seen.size() > SECRETS_KEPT) {
      seen.removeFirst();
    }
  }

  List<String> secrets() {
    return List.copyOf(seen);
  }

  private Token fresh(Auth.Context context) throws InterruptedException {
    Token current = token;
    if (isFresh(current, context)) {
      return current;
    }
    lock.lockInterruptibly();
    try {
      if (!isFresh(token, context)) {
        replace(context);
      }
      return token;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isFresh(Token token, Auth.Context context) {
    return token != null && token.isFresh(context.nanos());
  }

  /** What was refused once is not asked for again: it would be refused for each table. */
  private void replace(Auth.Context context) throws InterruptedException {
    if (refusal != null) {
      throw new ConfigurationException(refusal.getMessage(), refusal);
    }
    try {
      token = issuer.issue(context);
    } catch (ConfigurationException e) {
      refusal = e;
      throw e;
    }
  }
}
