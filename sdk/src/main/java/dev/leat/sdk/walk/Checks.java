package dev.leat.sdk.walk;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.http.HttpStatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tries out tables before they are synced. Stateless. */
final class Checks {

  private static final Set<Integer> WHO_ASKS = Set.of(401, 407);

  /** Something to do that may fail and may wait. */
  @FunctionalInterface
  interface Attempt {
    void make() throws InterruptedException;
  }

  private Checks() {}

  /** Asks, and reads the rows of the answer; failures name the table. */
  static void firstPage(Facts facts, Ask ask) throws InterruptedException {
    named(facts.subject(), () -> ask.fetch().page().records(facts.rowsAt));
  }

  /** Does something; failures begin with what it was about. */
  static void named(String subject, Attempt attempt) throws InterruptedException {
    try {
      attempt.make();
    } catch (ConnectorException e) {
      throw e.saying(subject + ": " + e.getMessage());
    }
  }

  /** Checks all, and throws what failed together. */
  static void all(List<Walk> walks) throws InterruptedException {
    List<ConnectorException> failures = new ArrayList<>();
    for (Walk walk : walks) {
      try {
        walk.check();
      } catch (ConnectorException e) {
        failures.add(e);
        if (isOfTheWholeSource(e)) {
          break;
        }
      }
    }
    if (!failures.isEmpty()) {
      throw together(failures);
    }
  }

  private static ConnectorException together(List<ConnectorException> failures) {
    ConnectorException first = failures.get(0);
    if (failures.size() == 1) {
      return first;
    }
    StringBuilder message = new StringBuilder(failures.size() + " tables cannot be read:");
    failures.forEach(each -> message.append("\n- ").append(each.getMessage()));
    ConnectorException all = first.saying(message.toString());
    failures.stream().skip(1).forEach(all::addSuppressed);
    return all;
  }

  /** Whether other tables would fail in the same way. */
  static boolean isOfTheWholeSource(ConnectorException failure) {
    return failure.kind() == ConnectorException.Kind.SOURCE_UNAVAILABLE || refusesWhoAsks(failure);
  }

  /** Whether the source does not accept the credential. */
  static boolean refusesWhoAsks(ConnectorException failure) {
    return failure.getCause() instanceof HttpStatusException refusal
        && WHO_ASKS.contains(refusal.status());
  }
}
