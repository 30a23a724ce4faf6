package dev.leat.declarative.compile;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in small letters, with underscores between their words. Stateless. */
final class SnakeCase {

  private static final Pattern WORD =
      Pattern.compile("[A-Z]+[a-z]*|[a-z]+|\\d+|(?<other>[^a-zA-Z\\d]+)");

  private SnakeCase() {}

  static String of(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    List<String> words = new ArrayList<>();
    Matcher found = WORD.matcher(plain);
    while (found.find()) {
      words.add(found.group("other") == null ? found.group() : "");
    }
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean within = i > 0 && i < words.size() - 1;
      if (!within || !words.get(i).isEmpty()) {
        kept.add(words.get(i));
      }
    }
    if (!kept.isEmpty() && kept.get(0).matches("\\d+")) {
      kept.add(0, "");
    }
    return String.join("_", kept).toLowerCase(Locale.ROOT);
  }
}
