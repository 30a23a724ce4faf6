package dev.leat.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page of the documentation.
 *
 * @param text the whole page
 */
record Markdown(String text) {

  /** A page of the repository, by its path from the root. */
  static Markdown page(String path) throws IOException {
    return new Markdown(Files.readString(Path.of("../..").resolve(path)));
  }

  /** The blocks in a language, in order, without their fences. */
  List<String> blocks(String language) {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(text)
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
