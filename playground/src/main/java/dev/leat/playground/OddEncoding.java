package dev.leat.playground;

import java.nio.charset.StandardCharsets;

/** Forms in which a page of JSON should not travel. */
public enum OddEncoding {
  /** A byte order mark before the first byte. */
  BYTE_ORDER_MARK,
  /** UTF-16 with a byte order mark. */
  UTF_16,
  /** ISO 8859-1, in which letters with accents are no UTF-8. */
  LATIN_1,
  /** The right bytes, said to be an image. */
  WRONG_TYPE,
  /** The right bytes, said to be compressed by an algorithm that nobody asked for. */
  UNASKED_COMPRESSION;

  private static final String TYPE = "Content-Type";

  /** The page in this form. */
  Answer of(Answer honest) {
    String text = new String(honest.body(), StandardCharsets.UTF_8);
    return switch (this) {
      case BYTE_ORDER_MARK -> honest.withBody(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
      case UTF_16 ->
          honest
              .withHeader(TYPE, "application/json; charset=utf-16")
              .withBody(text.getBytes(StandardCharsets.UTF_16));
      case LATIN_1 ->
          honest
              .withHeader(TYPE, "application/json; charset=iso-8859-1")
              .withBody(text.getBytes(StandardCharsets.ISO_8859_1));
      case WRONG_TYPE -> honest.withHeader(TYPE, "image/png");
      case UNASKED_COMPRESSION -> honest.withHeader("Content-Encoding", "br");
    };
  }
}
