package dev.leat.sdk.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that the user must or may tell a connector. Immutable.
 *
 * <p>Start with a factory, then say more: {@code Setting.wholeNumber("page_size", "Rows per
 * request").between(1, 1_000).defaultsTo(50L)}. A setting without a default is required unless it
 * is {@link #optional}.
 *
 * @param <T> what its value is in Java
 */
public final class Setting<T> {

  private final String name;
  private final String description;
  private final SettingType<T> type;
  private final Presence presence;
  private final Optional<T> defaultValue;
  private final Role role;

  /** Whether a value must be given. */
  public enum Presence {
    REQUIRED,
    OPTIONAL
  }

  /** What a setting is to the pipeline. */
  public enum Role {
    /** Says how to read; may change between syncs. */
    PLAIN,
    /** Says which source is read: with another value, the state no longer applies. */
    IDENTITY,
    /** Shown to nobody. */
    SECRET
  }

  private Setting(
      String name,
      String description,
      SettingType<T> type,
      Presence presence,
      Optional<T> defaultValue,
      Role role) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "A setting's name is lower-case letters, digits and underscores, got \"" + name + "\"");
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("Setting " + name + " needs a description for its users");
    }
    this.name = name;
    this.description = description;
    this.type = type;
    this.presence = presence;
    this.defaultValue = defaultValue;
    this.role = role;
  }

  private static <T> Setting<T> of(
      String name, String description, SettingType<T> type, Role role) {
    return new Setting<>(name, description, type, Presence.REQUIRED, Optional.empty(), role);
  }

  /** Any text that is not blank. */
  public static Setting<String> text(String name, String description) {
    return of(name, description, SettingType.text(), Role.PLAIN);
  }

  /** Text that is never shown: a key, a token, a password. */
  public static Setting<String> secret(String name, String description) {
    return of(name, description, SettingType.text(), Role.SECRET);
  }

  /** An absolute {@code http} or {@code https} address without credentials in it. */
  public static Setting<URI> url(String name, String description) {
    return of(name, description, SettingType.url(), Role.PLAIN);
  }

  /** A whole number of 64 bits. */
  public static Setting<Long> wholeNumber(String name, String description) {
    return of(
        name, description, SettingType.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE), Role.PLAIN);
  }

  /** True or false. */
  public static Setting<Boolean> flag(String name, String description) {
    return of(name, description, SettingType.flag(), Role.PLAIN);
  }

  /** A length of time in ISO 8601, not negative: {@code PT5M}, {@code P10D}. */
  public static Setting<Duration> duration(String name, String description) {
    return of(name, description, SettingType.duration(), Role.PLAIN);
  }

  /**
   * An instant in ISO 8601 with an offset: {@code 2026-01-31T00:00:00Z}; a date is its midnight
   * UTC.
   */
  public static Setting<Instant> instant(String name, String description) {
    return of(name, description, SettingType.instant(), Role.PLAIN);
  }

  /** One of these words. */
  public static Setting<String> choice(String name, String description, String... words) {
    return of(name, description, SettingType.choice(List.of(words)), Role.PLAIN);
  }

  /**
   * This setting, its values limited; for whole numbers.
   *
   * @throws IllegalStateException if this is no whole number
   */
  public Setting<T> between(long least, long most) {
    return new Setting<>(
        name, description, type.between(least, most), presence, defaultValue, role);
  }

  /** This setting with a value for when none is given. */
  public Setting<T> defaultsTo(T value) {
    return new Setting<>(name, description, type, Presence.OPTIONAL, Optional.of(value), role);
  }

  /** This setting without the duty to give it; read it by {@link Configuration#find}. */
  public Setting<T> optional() {
    return new Setting<>(name, description, type, Presence.OPTIONAL, defaultValue, role);
  }

  /**
   * This setting as part of the source's identity: a state belongs to one value of it.
   *
   * @throws IllegalStateException if it is a secret, which changes without changing the source
   */
  public Setting<T> identity() {
    if (role == Role.SECRET) {
      throw new IllegalStateException("A secret cannot identify a source: " + name);
    }
    return new Setting<>(name, description, type, presence, defaultValue, Role.IDENTITY);
  }

  /** Unique within a {@link ConfigurationSpec}; also {@code LEAT_<NAME>} in the environment. */
  public String name() {
    return name;
  }

  /** For the people who fill it in. */
  public String description() {
    return description;
  }

  /** The form of its values. */
  public SettingType<T> type() {
    return type;
  }

  /** Whether a value must be given. */
  public Presence presence() {
    return presence;
  }

  /** The value for when none is given; empty if there is no such value. */
  public Optional<T> defaultValue() {
    return defaultValue;
  }

  /** What it is to the pipeline. */
  public Role role() {
    return role;
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
