package dev.leat.destination.jsonl;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;

/** Names of files for names that may be anything. Stateless. */
final class FileNames {

  private static final int LONGEST = 100;

  private FileNames() {}

  /**
   * A name that is safe in every file system: letters, digits, {@code _} and {@code -} stay, every
   * other byte becomes {@code %XX}. Never empty, never starts with a dot or an underscore.
   */
  static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || b == '-'
              || (b == '_' && safe.length() > 0);
      String text = plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b);
      if (safe.length() + text.length() > LONGEST) {
        break;
      }
      safe.append(text);
    }
    return safe.toString();
  }

  /**
   * A file for a table that none of the others has, also where case does not tell files apart:
   * {@code user.jsonl}, else {@code user-2.jsonl} and so on.
   */
  static String ofTable(String table, Collection<String> taken) {
    String base = safe(table);
    String file = base + ".jsonl";
    for (int i = 2; isTaken(file, taken); i++) {
      file = base + "-" + i + ".jsonl";
    }
    return file;
  }

  private static boolean isTaken(String file, Collection<String> taken) {
    return taken.stream().anyMatch(file::equalsIgnoreCase);
  }
}
