package dev.leat.declarative.template;

import java.util.Objects;

/**
 * Where a template is written.
 *
 * @param file the file's name
 * @param line the line on which the template begins, from 1
 * @param path where in the file's structure, for example {@code streams.0.retriever}; may be empty
 */
public record Place(String file, int line, String path) {

  /** A place in no file, for templates that are made. */
  public static final Place NOWHERE = new Place("", 1, "");

  /** Checks the parts. */
  public Place {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(path, "path");
    if (line < 1) {
      throw new IllegalArgumentException("lines count from 1, got " + line);
    }
  }

  /** As a message begins: {@code file:line (path)}. */
  String describe(int lineOfTemplate) {
    String where = file.isEmpty() ? "line " : file + ":";
    return where + (line + lineOfTemplate - 1) + (path.isEmpty() ? "" : " (" + path + ")");
  }
}
