package dev.leat.playground;

import java.time.Duration;

/**
 * How long a keyset scroll may be followed before its tokens answer 410. Immutable.
 *
 * @param pages pages that one scroll delivers, at least 1
 * @param age time since the first page of the scroll, by the playground's clock; positive
 */
public record ScrollLife(int pages, Duration age) {

  /** Refuses a life in which no page could be read. */
  public ScrollLife {
    if (pages < 1 || age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException(
          "A scroll must live for at least one page and some time, got %d pages and %s"
              .formatted(pages, age));
    }
  }

  /** Returns a life without end: tokens never expire. */
  public static ScrollLife unlimited() {
    return new ScrollLife(Integer.MAX_VALUE, Duration.ofDays(365_000));
  }

  /** Returns a life of {@code pages} pages, however long they take. */
  public static ScrollLife ofPages(int pages) {
    return new ScrollLife(pages, unlimited().age());
  }

  /** Returns a life of {@code age} after the first page, however many pages are read. */
  public static ScrollLife ofAge(Duration age) {
    return new ScrollLife(unlimited().pages(), age);
  }
}
