package dev.leat.sdk.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Puts rows together to pages of bounded size. For one thread. */
final class PageCutter implements Decoder.Output {

  private static final int MOST_ROWS = 10_000;
  private static final byte[] NO_ROWS = "[]".getBytes(StandardCharsets.UTF_8);

  private final int pageBytes;
  private final int largest;
  private final Documents documents;
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private int count;
  private boolean isAnything;

  /** Takes pages as JSON. */
  interface Documents {
    void add(byte[] json) throws IOException, InterruptedException;
  }

  /**
   * A cutter.
   *
   * @param pageBytes where a page is cut
   * @param largest the most bytes of a row or a document
   */
  PageCutter(int pageBytes, int largest, Documents documents) {
    this.pageBytes = pageBytes;
    this.largest = largest;
    this.documents = documents;
  }

  @Override
  public void row(byte[] json) throws IOException, InterruptedException {
    requireSize(json);
    if (count > 0 && (count == MOST_ROWS || rows.size() + json.length >= pageBytes)) {
      cut();
    }
    rows.write(count == 0 ? '[' : ',');
    rows.write(json, 0, json.length);
    count++;
  }

  @Override
  public void document(byte[] json) throws IOException, InterruptedException {
    requireSize(json);
    cut();
    isAnything = true;
    documents.add(json);
  }

  @Override
  public int largest() {
    return largest;
  }

  /** The last page: one without rows if there was nothing at all. */
  void end() throws IOException, InterruptedException {
    cut();
    if (!isAnything) {
      documents.add(NO_ROWS.clone());
    }
  }

  private void cut() throws IOException, InterruptedException {
    if (count > 0) {
      rows.write(']');
      byte[] page = rows.toByteArray();
      rows.reset();
      count = 0;
      isAnything = true;
      documents.add(page);
    }
  }

  private void requireSize(byte[] json) throws Decoder.MalformedException {
    if (json.length > largest) {
      throw new Decoder.MalformedException(
          "a part of it is larger than " + largest + " bytes, the limit of a page");
    }
  }
}
