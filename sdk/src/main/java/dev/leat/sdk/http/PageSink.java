package dev.leat.sdk.http;

import dev.leat.sdk.row.Page;

/** Takes the pages of an answer as they come. */
@FunctionalInterface
public interface PageSink {

  /** The next page, in the order of the answer. */
  void page(Page page) throws InterruptedException;
}
