package dev.leat.playground;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The five loops as they are usually first written, each with its defect. They stand for the client
 * that a source's behaviour hurts; nothing should be copied from here.
 */
final class NaiveLoops {
  static final String BEGINNING = "0001-01-01T00:00:00Z";

  /** More requests than any of these tables needs: a loop that gets here never ends. */
  static final int ENDLESS = 100;

  private final Client client;
  private final List<String> delivered = new ArrayList<>();
  private int requestsLeft = ENDLESS;

  NaiveLoops(Client client) {
    this.client = client;
  }

  /** Returns the ids received so far by all loops, in order, with repetitions. */
  List<String> delivered() {
    return delivered;
  }

  boolean ranForever() {
    return requestsLeft == 0;
  }

  /** Lets the next loop die after this many requests, its last page received and checkpointed. */
  NaiveLoops crashingAfter(int requests) {
    requestsLeft = requests;
    return this;
  }

  /** Lets loops run again. */
  NaiveLoops restarted() {
    requestsLeft = ENDLESS;
    return this;
  }

  /** Remembers the time of the last row, forgets the token. */
  String keyset(String state) {
    String cursor = state;
    Client.Page page = ask(Endpoint.KEYSET, "updated_since", cursor);
    while (!page.isEmpty()) {
      cursor = take(page);
      Optional<String> token = page.text("scroll_param");
      if (token.isEmpty() || requestsLeft == 0) {
        break;
      }
      page = ask(Endpoint.KEYSET, "scroll_param", token.get());
    }
    return cursor;
  }

  /** Counts rows by what the body says, and trusts its total. */
  String offset(String state) {
    String cursor = state;
    long offset = 0;
    while (requestsLeft > 0) {
      Client.Page page =
          ask(Endpoint.OFFSET, "updated_since", state, "offset", Long.toString(offset));
      if (page.isEmpty()) {
        break;
      }
      cursor = take(page);
      offset = page.body().path("offset").asLong(0) + page.ids().size();
      if (offset >= page.body().path("total").asLong(0)) {
        break;
      }
    }
    return cursor;
  }

  /** Asks again from the time of the last row, until nothing comes. */
  String timestamp(String state) {
    String cursor = state;
    while (requestsLeft > 0) {
      Client.Page page =
          cursor == null ? ask(Endpoint.TIMESTAMP) : ask(Endpoint.TIMESTAMP, "since", cursor);
      if (page.isEmpty()) {
        break;
      }
      cursor = take(page);
    }
    return cursor;
  }

  /** Takes an empty window for the end, and jumps whole windows. */
  long step(long state, long step, long maxId) {
    long current = state;
    while (current <= maxId) {
      Client.Page page =
          ask(
              Endpoint.STEP,
              "start_id",
              Long.toString(current),
              "end_id",
              Long.toString(current + step - 1));
      if (page.isEmpty()) {
        break;
      }
      delivered.addAll(page.ids());
      current += step;
    }
    return current;
  }

  /** Asks once, from two hours before the last row. */
  String replay(String state) {
    String since =
        state.equals(BEGINNING)
            ? state
            : Instant.parse(state).minus(Duration.ofHours(2)).toString();
    Client.Page page = ask(Endpoint.REPLAY, "since", since);
    return page.isEmpty() ? state : take(page);
  }

  private Client.Page ask(Endpoint endpoint, String... parameters) {
    requestsLeft--;
    return client.page(endpoint, parameters);
  }

  private String take(Client.Page page) {
    delivered.addAll(page.ids());
    return page.lastUpdatedAt();
  }
}
