package dev.leat.sdk.http;

/** Takes the pages of an answer as they come. */
@FunctionalInterface
public interface PageSink {

  /** The next page, in the order of the answer. */
  void page(Answer page) throws InterruptedException;
}
