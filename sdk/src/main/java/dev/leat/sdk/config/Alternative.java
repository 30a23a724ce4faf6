package dev.leat.sdk.config;

/**
 * One of several groups of settings, of which the user gives one: a way to sign in, for example.
 * Immutable.
 *
 * @param name what the user writes to choose it
 * @param title what a form shows
 * @param fields its settings; may be none
 */
public record Alternative(String name, String title, ConfigurationSpec fields) {

  /**
   * @throws IllegalArgumentException if the name or the title is blank
   */
  public Alternative {
    if (name.isBlank() || title.isBlank()) {
      throw new IllegalArgumentException("An alternative needs a name and a title");
    }
  }

  /** A group of these settings. */
  public static Alternative of(String name, String title, Setting<?>... fields) {
    return new Alternative(name, title, ConfigurationSpec.of(fields));
  }
}
