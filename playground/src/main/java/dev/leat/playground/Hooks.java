package dev.leat.playground;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Changes that wait for a certain request. Thread-safe. */
final class Hooks {
  /** One action and the requests it still waits for. Guarded by the hooks it belongs to. */
  private static final class Hook {
    private final Endpoint endpoint;
    private final Runnable action;
    private int remaining;

    Hook(Endpoint endpoint, int requests, Runnable action) {
      this.endpoint = endpoint;
      this.action = action;
      this.remaining = requests;
    }
  }

  private final List<Hook> waiting = new ArrayList<>();

  synchronized void add(Endpoint endpoint, int requests, Runnable action) {
    if (requests < 1) {
      throw new IllegalArgumentException("Requests are numbered from 1, got " + requests);
    }
    waiting.add(new Hook(endpoint, requests, action));
  }

  /** Counts a request to {@code endpoint}, and runs each action that waited for it. */
  void requestAnswered(Endpoint endpoint) {
    due(endpoint).forEach(Runnable::run);
  }

  private synchronized List<Runnable> due(Endpoint endpoint) {
    List<Runnable> due = new ArrayList<>();
    for (Iterator<Hook> each = waiting.iterator(); each.hasNext(); ) {
      Hook hook = each.next();
      if (hook.endpoint == endpoint && --hook.remaining == 0) {
        each.remove();
        due.add(hook.action);
      }
    }
    return due;
  }
}
