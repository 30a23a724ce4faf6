package dev.leat.engine.naming;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Turns the names of a source into names that people can type: {@code updatedAt} becomes {@code
 * updated_at}, {@code HTTPServer} becomes {@code http_server}, {@code Zip Code} becomes {@code
 * zip_code}.
 *
 * <p>Letters and digits of any script and symbols such as emoji are kept; ASCII punctuation, white
 * space and control characters become one underscore a run. A name of which nothing is left, or
 * that is longer than {@code longest}, ends in a hash of the whole original name, so that two
 * different long names stay different. Immutable.
 *
 * @param longest how many bytes of UTF-8 a name may have, at least 32
 */
public record SnakeCase(int longest) {

  private static final int HASH_DIGITS = 12;

  /**
   * @throws IllegalArgumentException if {@code longest} leaves no room for a hash
   */
  public SnakeCase {
    if (longest < 32) {
      throw new IllegalArgumentException("Names need room for 32 bytes at least, got " + longest);
    }
  }

  /** The name in snake_case; never empty; the same for the same source name, always. */
  public String of(String source) {
    int[] points = Normalizer.normalize(source, Normalizer.Form.NFC).codePoints().toArray();
    StringBuilder name = new StringBuilder(points.length + 8);
    boolean gap = false;
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (!isKept(point)) {
        gap = true;
        continue;
      }
      boolean separated = endsInUnderscore(name) || point == '_';
      if (name.length() > 0 && !separated && (gap || startsWord(points, i))) {
        name.append('_');
      }
      gap = false;
      name.appendCodePoint(point);
    }
    String lower = name.toString().toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) {
      return "_" + hash(source);
    }
    return lower.getBytes(StandardCharsets.UTF_8).length <= longest ? lower : cut(lower, source);
  }

  /**
   * A name for a source name that cannot have its own: the name, and a hash of the source name.
   *
   * @return never another source's; the same for the same source name, always
   */
  String apart(String name, String source) {
    return cut(name, source);
  }

  private String cut(String name, String source) {
    StringBuilder start = new StringBuilder();
    int bytes = 0;
    for (int point : name.codePoints().toArray()) {
      bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > longest - HASH_DIGITS - 1) {
        break;
      }
      start.appendCodePoint(point);
    }
    return start.append('_').append(hash(source)).toString();
  }

  private static boolean isKept(int point) {
    if (point < 128) {
      return Character.isLetterOrDigit(point) || point == '_';
    }
    boolean unpaired = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return !unpaired && !Character.isISOControl(point) && !Character.isSpaceChar(point);
  }

  private static boolean startsWord(int[] points, int i) {
    if (!Character.isUpperCase(points[i])) {
      return false;
    }
    boolean afterLower = Character.isLowerCase(points[i - 1]) || Character.isDigit(points[i - 1]);
    boolean beforeLower = i + 1 < points.length && Character.isLowerCase(points[i + 1]);
    return afterLower || (Character.isUpperCase(points[i - 1]) && beforeLower);
  }

  private static boolean endsInUnderscore(StringBuilder name) {
    return name.length() > 0 && name.charAt(name.length() - 1) == '_';
  }

  private static String hash(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_16BE);
    return Hashing.sha256().hashBytes(bytes).toString().substring(0, HASH_DIGITS);
  }
}
