package dev.leat.engine.connector;

import dev.leat.sdk.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words. Words stand apart by blanks; what stands in single or double
 * quotes belongs together, and a backslash keeps a blank, a quote or a backslash as it is, except
 * in single quotes. There is no shell: variables, pipes and patterns mean nothing. Stateless.
 */
final class CommandWords {

  private CommandWords() {}

  /**
   * The words.
   *
   * @return at least one
   * @throws ConfigurationException if there is none, or a quote is not closed
   */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean within = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && escapes(line, i + 1)) {
        i++;
        word.append(line.charAt(i));
        within = true;
      } else if (quote != 0) {
        word.append(c);
      } else if (c == '"' || c == '\'') {
        quote = c;
        within = true;
      } else if (!Character.isWhitespace(c)) {
        word.append(c);
        within = true;
      } else if (within) {
        words.add(word.toString());
        word.setLength(0);
        within = false;
      }
    }
    if (quote != 0) {
      throw new ConfigurationException(
          "The command has a quote that is not closed: "
              + quote
              + "; close it, or escape it by \\");
    }
    if (within) {
      words.add(word.toString());
    }
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new ConfigurationException(
          "The command is blank: give a program and its arguments, e.g. \"python3 mine.py\"");
    }
    return words;
  }

  /** A backslash before anything else is one: paths of Windows need no doubling. */
  private static boolean escapes(String line, int next) {
    return next < line.length() && " \t\"'\\".indexOf(line.charAt(next)) >= 0;
  }
}
