package dev.leat.declarative.model;

import java.util.List;
import java.util.Optional;

/** The form of an answer's body. */
public sealed interface Decoding {

  /** One JSON document. */
  record Json() implements Decoding {}

  /** One JSON value a line. */
  record JsonLines() implements Decoding {}

  /** The elements of a list in a JSON document of any size. */
  record JsonItems(String pointer) implements Decoding {}

  /** Lines of text, each a row with this one field. */
  record Lines(String field) implements Decoding {}

  /** Values with separators, below a line with their names. */
  record Csv(String separator, String charset, List<String> nulls) implements Decoding {}

  /** One XML document. */
  record Xml() implements Decoding {}

  /** Packed by gzip, or not. */
  record Gzip(Decoding inner) implements Decoding {}

  /** Files in a zip archive. */
  record Zip(Decoding inner) implements Decoding {}

  /** The innermost form. */
  default Decoding plain() {
    Optional<Decoding> inner =
        this instanceof Gzip gzip
            ? Optional.of(gzip.inner())
            : this instanceof Zip zip ? Optional.of(zip.inner()) : Optional.empty();
    return inner.map(Decoding::plain).orElse(this);
  }
}
