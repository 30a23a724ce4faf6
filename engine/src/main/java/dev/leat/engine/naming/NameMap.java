package dev.leat.engine.naming;

import dev.leat.sdk.error.ConfigurationException;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of one place (the columns of a table, the tables of a pipeline): each source name has
 * one stored name and no two share it. For use by one thread.
 */
public final class NameMap {

  private final String place;
  private final SnakeCase style;
  private final Map<String, String> storedBySource = new HashMap<>();
  private final Map<String, String> sourceByStored = new HashMap<>();

  /**
   * @param place for messages, for example {@code table user}
   * @param style how source names are turned into stored ones
   */
  public NameMap(String place, SnakeCase style) {
    this.place = place;
    this.style = style;
  }

  /**
   * The stored name of a source name.
   *
   * @throws ConfigurationException if another source name has taken it, or it is one of Leat's own;
   *     the message shows both
   */
  public String stored(String source) {
    String known = storedBySource.get(source);
    if (known != null) {
      return known;
    }
    String name = style.of(source);
    if (name.startsWith("_leat_")) {
      throw new ConfigurationException(
          "\""
              + source
              + "\" in "
              + place
              + " would be stored as \""
              + name
              + "\": names that start with _leat_ are Leat's own. Rename it in the connector");
    }
    return take(source, name);
  }

  /**
   * Takes in a pair that was stored before.
   *
   * @return {@code stored}
   * @throws ConfigurationException if another source name has taken the stored name
   */
  public String take(String source, String stored) {
    String other = sourceByStored.putIfAbsent(stored, source);
    if (other != null && !other.equals(source)) {
      throw new ConfigurationException(
          "\""
              + other
              + "\" and \""
              + source
              + "\" in "
              + place
              + " would both be stored as \""
              + stored
              + "\": rename one of them in the connector");
    }
    storedBySource.put(source, stored);
    return stored;
  }
}
