package dev.leat.declarative.compile;

import dev.leat.sdk.walk.Walk;
import dev.leat.sdk.walk.Walks;
import java.util.List;

/** A walk that is tried out by way of others: a part of it, or what costs less. */
final class CheckedBy extends Around {

  private final List<Walk> others;

  CheckedBy(Walk walk, List<Walk> others) {
    super(walk);
    this.others = List.copyOf(others);
  }

  @Override
  public void check() throws InterruptedException {
    Walks.inOrder(others.toArray(Walk[]::new)).check();
  }
}
