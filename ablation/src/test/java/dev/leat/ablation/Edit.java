package dev.leat.ablation;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes a guard out of the source of its class. Stateless. */
final class Edit {

  private Edit() {}

  /**
   * The source without the guard.
   *
   * @throws IllegalArgumentException if the snippet does not stand in it exactly once
   */
  static String without(Guard guard, String source) {
    Pattern snippet =
        Pattern.compile(
            Arrays.stream(guard.snippet().trim().split("\\s+"))
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+")));
    var found = snippet.matcher(source).results().map(MatchResult::start).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "The code of guard \""
              + guard
              + "\" stands "
              + found.size()
              + " times in "
              + guard.source()
              + ", not once. It has changed: describe the guard anew, or remove it from the list\n"
              + guard.snippet());
    }
    String before = source.substring(0, found.get(0));
    String after = snippet.matcher(source.substring(found.get(0))).replaceFirst("");
    return before + guard.replacement() + after;
  }
}
