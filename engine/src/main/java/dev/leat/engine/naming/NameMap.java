package dev.leat.engine.naming;

import dev.leat.sdk.error.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The names of one place (the columns of a table, the tables of a pipeline): each source name has
 * one stored name and no two share it. For use by one thread.
 */
public final class NameMap {

  /** Names that start so are Leat's own. */
  private static final String OURS = "_leat_";

  private final String place;
  private final SnakeCase style;
  private final Set<String> ofTheDatabase;
  private final Consumer<String> warnings;
  private final Map<String, String> storedBySource = new HashMap<>();
  private final Map<String, String> sourceByStored = new HashMap<>();

  /**
   * @param place for messages, for example {@code table user}
   * @param style how source names are turned into stored ones
   * @param ofTheDatabase stored names that mean something else in the database, such as
   *     pseudo-columns: a source's own get an underscore at their end
   * @param warnings hears of each source name that could not have the name it should
   */
  public NameMap(
      String place, SnakeCase style, Set<String> ofTheDatabase, Consumer<String> warnings) {
    this.place = place;
    this.style = style;
    this.ofTheDatabase = Set.copyOf(ofTheDatabase);
    this.warnings = warnings;
  }

  /**
   * The stored name of a source name. Where another source name has taken it, or it would be one of
   * Leat's own, it ends in a hash of the source name.
   */
  public String stored(String source) {
    String known = storedBySource.get(source);
    return known == null ? named(source, style.of(source)) : known;
  }

  /**
   * The stored name of a source name that should have a certain one.
   *
   * @param wanted the name that it gets unless it cannot have it, as in {@link #stored}
   */
  public String named(String source, String wanted) {
    String known = storedBySource.get(source);
    if (known != null) {
      return known;
    }
    String name = ofTheDatabase.contains(wanted) ? wanted + "_" : wanted;
    if (name.startsWith(OURS)) {
      String other = style.apart(name.substring(1), source);
      warnings.accept(
          "\"%s\" in %s is stored as \"%s\": names that start with %s are Leat's own"
              .formatted(source, place, other, OURS));
      return take(source, other);
    }
    if (sourceByStored.containsKey(name)) {
      String other = style.apart(name, source);
      warnings.accept(
          "\"%s\" in %s is stored as \"%s\": \"%s\" has its name, \"%s\""
              .formatted(source, place, other, sourceByStored.get(name), name));
      return take(source, other);
    }
    return take(source, name);
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
