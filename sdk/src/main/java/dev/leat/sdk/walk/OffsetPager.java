package dev.leat.sdk.walk;

import dev.leat.sdk.paging.PageRead;
import java.util.Optional;

/**
 * Pages of a list by their place in it. Immutable.
 *
 * @param size how many rows are asked for
 * @param wholePages whether the place counts pages, not rows
 */
record OffsetPager(int size, boolean wholePages) implements Pager {

  @Override
  public Optional<Next> after(Ask current, PageRead page) {
    if (page.rows() == 0 || !(current instanceof Ask.OfOffset of)) {
      return Optional.empty();
    }
    long offset = wholePages ? (page.pagesBefore() + 1) * size : page.rowsSoFar();
    OffsetAsk wanted = new OffsetAsk(of.wanted().since(), offset, size);
    return Optional.of(new Next(new Ask.OfOffset(of.question(), wanted), Long.toString(offset)));
  }

  @Override
  public boolean isDeclared() {
    return true;
  }

  @Override
  public boolean counts() {
    return true;
  }

  @Override
  public boolean mayCount() {
    return false;
  }

  @Override
  public Pager endingWhenEmpty() {
    return this;
  }

  @Override
  public Next named(Ask first, String name) {
    throw new IllegalStateException("Pages that are counted have no names");
  }
}
