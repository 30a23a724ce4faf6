package dev.leat.playground;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests received, except those to the control endpoint and the overview. A request is here
 * before its answer leaves. Thread-safe.
 */
public final class RequestLog {
  /** How many requests are kept: the newest ones. Counts go on beyond. */
  public static final int CAPACITY = 10_000;

  private final Deque<ReceivedRequest> newest = new ArrayDeque<>();
  private final Map<Endpoint, Long> counts = new EnumMap<>(Endpoint.class);
  private long total;

  /** For a playground, which alone writes into it. */
  RequestLog() {}

  /** Returns the requests kept, oldest first; a copy. */
  public synchronized List<ReceivedRequest> all() {
    return List.copyOf(newest);
  }

  /** Returns the requests kept that asked {@code endpoint}, oldest first; a copy. */
  public synchronized List<ReceivedRequest> to(Endpoint endpoint) {
    return newest.stream().filter(request -> endpoint.answers(request.path())).toList();
  }

  /** Returns how many requests were received since the log was cleared. */
  public synchronized long count() {
    return total;
  }

  /** Returns how many requests asked {@code endpoint} since the log was cleared. */
  public synchronized long count(Endpoint endpoint) {
    return counts.getOrDefault(endpoint, 0L);
  }

  /** Forgets every request and starts to count anew. */
  public synchronized void clear() {
    newest.clear();
    counts.clear();
    total = 0;
  }

  /** Logs a request to {@code endpoint}. */
  synchronized void add(Endpoint endpoint, HttpExchange request, Outcome outcome) {
    counts.merge(endpoint, 1L, Long::sum);
    add(request, outcome);
  }

  /** Logs a request, to whatever path. */
  synchronized void add(HttpExchange request, Outcome outcome) {
    String method = request.getRequestMethod();
    String path = request.getRequestURI().getPath();
    String query = Optional.ofNullable(request.getRequestURI().getRawQuery()).orElse("");
    total++;
    newest.add(new ReceivedRequest(total, method, path, query, outcome.status(), outcome.fault()));
    if (newest.size() > CAPACITY) {
      newest.remove();
    }
  }

  /** What became of a request. */
  record Outcome(int status, Optional<Fault> fault) {}
}
