package dev.leat.sdk.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes JSON of what a source sends. Anybody can write one. Implementations are stateless or
 * thread-safe.
 *
 * @see dev.leat.sdk.http.decode.Decoders
 */
public interface Decoder {

  /**
   * Reads a body to its end, and hands on what it holds while it is read: either rows, one by one,
   * or whole documents.
   *
   * @param body already unpacked as far as HTTP packed it; not to be closed
   * @throws MalformedException if it is not what it should be
   * @throws IOException if it breaks off: what the stream throws
   */
  void decode(InputStream body, Output out) throws IOException, InterruptedException;

  /** What to ask the source for: the header {@code Accept}. */
  default String accepts() {
    return "*/*";
  }

  /** JSON: the body is one document. */
  static Decoder json() {
    return JsonDecoder.INSTANCE;
  }

  /** Where decoded JSON goes. */
  interface Output {

    /**
     * One row: a JSON value, which stands with others in a list at the top of a page. Pages are cut
     * where they get large, so that a body of any size can be read.
     *
     * @param json UTF-8, not changed from now on
     */
    void row(byte[] json) throws IOException, InterruptedException;

    /** One document, a page by itself. */
    void document(byte[] json) throws IOException, InterruptedException;

    /** The most bytes that a row or a document may have. */
    int largest();
  }

  /** A body is not what its decoder expects. */
  final class MalformedException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * A broken body.
     *
     * @param problem what is wrong with it and where, such as {@code its CSV has no header}
     */
    public MalformedException(String problem) {
      super(problem);
    }
  }
}
