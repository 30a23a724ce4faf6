package dev.leat.declarative.template;

import java.util.List;
import java.util.Random;

/** Text that nobody would write. */
final class Fuzz {

  private Fuzz() {}

  static String text(Random random, String letters) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  static String text(Random random, List<String> pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(14); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
      if (random.nextBoolean()) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  /** A text with some letters missing, doubled or exchanged. */
  static String broken(Random random, String text) {
    StringBuilder broken = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0 && broken.length() > 0; i--) {
      int at = random.nextInt(broken.length());
      switch (random.nextInt(3)) {
        case 0 -> broken.deleteCharAt(at);
        case 1 -> broken.insert(at, broken.charAt(random.nextInt(broken.length())));
        default -> broken.setCharAt(at, (char) (32 + random.nextInt(95)));
      }
    }
    return broken.toString();
  }
}
