package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Markup;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Text that means nothing, by chance: {@code lipsum(n=5, html=True, min=20, max=100)}. */
final class Lipsum {

  private static final String[] WORDS =
      ("lorem ipsum dolor sit amet consectetuer adipiscing elit sed do eiusmod tempor incididunt ut"
              + " labore et dolore magna aliqua")
          .split(" ", -1);

  private Lipsum() {}

  static Object text(Arguments given) {
    Object[] bound = given.bind(0, "n", "html", "min", "max");
    int paragraphs = number(bound[0], 5);
    int fewest = number(bound[2], 20);
    int most = Math.max(fewest + 1, number(bound[3], 100));
    boolean html = bound[1] == Arguments.ABSENT || Truth.of(bound[1]);
    given.budget().size((long) paragraphs * most);
    RandomGenerator random = given.surroundings().random();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < paragraphs; i++) {
      StringBuilder text = new StringBuilder();
      int words = random.nextInt(fewest, most);
      for (int word = 0; word < words; word++) {
        text.append(word == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
      }
      text.append('.');
      all.add(
          html
              ? "<p>" + TextKinds.capitalize(text.toString()) + "</p>"
              : TextKinds.capitalize(text.toString()));
    }
    return html ? new Markup(String.join("\n", all)) : String.join("\n\n", all);
  }

  private static int number(Object given, int otherwise) {
    return given == Arguments.ABSENT ? otherwise : Numbers.position(given);
  }
}
