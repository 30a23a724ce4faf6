package dev.leat.sdk.strategy;

import java.util.Optional;

/** How the next page is asked for by a token. Immutable. */
final class Paging {

  static final Paging NONE = new Paging(Optional.empty(), Optional.empty(), false);

  final Optional<String> tokenAt;
  final Optional<PageFetch<String>> next;
  final boolean emptyPageEnds;

  private Paging(
      Optional<String> tokenAt, Optional<PageFetch<String>> next, boolean emptyPageEnds) {
    this.tokenAt = tokenAt;
    this.next = next;
    this.emptyPageEnds = emptyPageEnds;
  }

  Paging next(String pointer, PageFetch<String> fetch) {
    return new Paging(Optional.of(pointer), Optional.of(fetch), emptyPageEnds);
  }

  Paging endingWithEmptyPage() {
    return new Paging(tokenAt, next, true);
  }

  boolean isDeclared() {
    return next.isPresent();
  }
}
