package dev.leat.destination.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement to be read as SQL, with names in braces where parts of it come from elsewhere. What
 * is filled in is not searched for names again. For use by one thread.
 */
final class SqlTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private final String text;
  private final Map<String, String> parts = new HashMap<>();

  private SqlTemplate(String text) {
    this.text = text;
  }

  static SqlTemplate of(String text) {
    return new SqlTemplate(text);
  }

  /** Says what stands in a place, as SQL. */
  SqlTemplate with(String place, String part) {
    parts.put(place, part);
    return this;
  }

  /** As {@link #with(String, String)}, for a number. */
  SqlTemplate with(String place, long number) {
    return with(place, Long.toString(number));
  }

  /**
   * The statement.
   *
   * @throws IllegalStateException if nothing was said for a place
   */
  String sql() {
    return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(part(place.group(1))));
  }

  private String part(String place) {
    String part = parts.get(place);
    if (part == null) {
      throw new IllegalStateException("Nothing is said for {" + place + "} in: " + text);
    }
    return part;
  }
}
