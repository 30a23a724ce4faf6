package dev.leat.declarative.document;

import java.util.Objects;

/**
 * A place in a file.
 *
 * @param file the file's name
 * @param line from 1
 * @param column from 1
 */
public record Mark(String file, int line, int column) {

  /** Checks the parts. */
  public Mark {
    Objects.requireNonNull(file, "file");
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("lines and columns count from 1");
    }
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
