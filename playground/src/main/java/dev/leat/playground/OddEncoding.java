package dev.leat.playground;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Forms in which a page of JSON should not travel. */
public enum OddEncoding {
  /** A byte order mark before the first byte. */
  BYTE_ORDER_MARK(
      "application/json", json -> ("\uFEFF" + utf8(json)).getBytes(StandardCharsets.UTF_8)),
  /** UTF-16 with a byte order mark. */
  UTF_16("application/json; charset=utf-16", json -> utf8(json).getBytes(StandardCharsets.UTF_16)),
  /** ISO 8859-1, in which letters with accents are no UTF-8. */
  LATIN_1(
      "application/json; charset=iso-8859-1",
      json -> utf8(json).getBytes(StandardCharsets.ISO_8859_1)),
  /** The right bytes, said to be an image. */
  WRONG_TYPE("image/png", json -> json),
  /** The right bytes, said to be compressed by an algorithm that nobody asked for. */
  UNASKED_COMPRESSION("application/json", json -> json);

  private final String contentType;
  private final UnaryOperator<byte[]> form;

  OddEncoding(String contentType, UnaryOperator<byte[]> form) {
    this.contentType = contentType;
    this.form = form;
  }

  /** The page in this form. */
  Answer of(Answer honest) {
    Answer odd = honest.withHeader("Content-Type", contentType).withBody(form.apply(honest.body()));
    return this == UNASKED_COMPRESSION ? odd.withHeader("Content-Encoding", "br") : odd;
  }

  private static String utf8(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
