package dev.leat.engine.naming;

import dev.leat.sdk.error.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names of one place (the columns of a table, the tables of a pipeline): each source name has
 * one stored name and no two share it. For use by one thread.
 */
public final class NameMap {

  private final String place;
  private final SnakeCase style;
  private final Set<String> ofTheDatabase;
  private final Map<String, String> storedBySource = new HashMap<>();
  private final Map<String, String> sourceByStored = new HashMap<>();

  /**
   * @param place for messages, for example {@code table user}
   * @param style how source names are turned into stored ones
   */
  public NameMap(String place, SnakeCase style) {
    this(place, style, Set.of());
  }

  /**
   * @param place for messages, for example {@code table user}
   * @param style how source names are turned into stored ones
   * @param ofTheDatabase stored names that mean something else in the database, such as
   *     pseudo-columns: a source's own get an underscore at their end
   */
  public NameMap(String place, SnakeCase style, Set<String> ofTheDatabase) {
    this.place = place;
    this.style = style;
    this.ofTheDatabase = Set.copyOf(ofTheDatabase);
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
    return take(source, ofTheDatabase.contains(name) ? name + "_" : name);
  }

  /**
   * Takes in a pair that was stored before.
   *
   * @return {@code stored}
   * @throws ConfigurationException if another source name has taken the stored name, or the
   *     database means something else by it
   */
  public String take(String source, String stored) {
    if (ofTheDatabase.contains(stored)) {
      throw new ConfigurationException(
          "\""
              + source
              + "\" in "
              + place
              + " is stored as \""
              + stored
              + "\", which means something else in the database: store the pipeline in a new one,"
              + " or drop that table and start over");
    }
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
