package dev.leat.sdk.config;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAmount;
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
    if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_ .:$@/-]{0,98}") || name.isBlank()) {
      throw new IllegalArgumentException(
          "A setting's name starts with a letter and has at most 99 letters, digits and signs such"
              + " as _ . and -, got \""
              + name
              + "\"");
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

  /** A setting whose values have this form. */
  public static <T> Setting<T> of(String name, String description, SettingType<T> type) {
    return new Setting<>(name, description, type, Presence.REQUIRED, Optional.empty(), Role.PLAIN);
  }

  /** Any text that is not blank. */
  public static Setting<String> text(String name, String description) {
    return of(name, description, SettingType.text());
  }

  /** Text that is never shown: a key, a token, a password. */
  public static Setting<String> secret(String name, String description) {
    return text(name, description).asSecret();
  }

  /** An absolute {@code http} or {@code https} address without credentials in it. */
  public static Setting<URI> url(String name, String description) {
    return of(name, description, SettingType.url());
  }

  /** A whole number of 64 bits. */
  public static Setting<Long> wholeNumber(String name, String description) {
    return of(name, description, SettingType.wholeNumber());
  }

  /** Any number, every digit kept. */
  public static Setting<BigDecimal> number(String name, String description) {
    return of(name, description, SettingType.number());
  }

  /** True or false. */
  public static Setting<Boolean> flag(String name, String description) {
    return of(name, description, SettingType.flag());
  }

  /**
   * A length of time in ISO 8601 that is so many seconds long, not negative: {@code PT5M}, {@code
   * P10D}, {@code P2W}; a day has 24 hours.
   */
  public static Setting<Duration> duration(String name, String description) {
    return of(name, description, SettingType.duration());
  }

  /** A length of time in ISO 8601 by the calendar, not negative: {@code P6M}, {@code P1Y}. */
  public static Setting<Period> period(String name, String description) {
    return of(name, description, SettingType.period());
  }

  /** A length of time in ISO 8601, by the calendar or not: {@code P6M}, {@code PT5M}. */
  public static Setting<TemporalAmount> timeSpan(String name, String description) {
    return of(name, description, SettingType.timeSpan());
  }

  /**
   * An instant in ISO 8601 with an offset: {@code 2026-01-31T00:00:00Z}; a date is its midnight
   * UTC.
   */
  public static Setting<Instant> instant(String name, String description) {
    return of(name, description, SettingType.instant());
  }

  /** A date in ISO 8601: {@code 2026-01-31}. */
  public static Setting<LocalDate> date(String name, String description) {
    return of(name, description, SettingType.date());
  }

  /** One of these words. */
  public static Setting<String> choice(String name, String description, String... words) {
    return of(name, description, SettingType.choice(List.of(words)));
  }

  /**
   * Values of one form, in the user's order; may be empty. As text they are a JSON array, or words
   * with commas between them.
   */
  public static <E> Setting<List<E>> list(String name, String description, SettingType<E> element) {
    return of(name, description, SettingType.listOf(element));
  }

  /**
   * An object with settings of its own, read as {@code configuration.value(object).value(field)}.
   */
  public static Setting<Configuration> object(
      String name, String description, Setting<?>... fields) {
    return of(name, description, SettingType.object(fields));
  }

  /**
   * One of several groups of settings, for example one of several ways to sign in.
   *
   * @param discriminator the key within the object whose value says which
   */
  public static Setting<Chosen> oneOf(
      String name, String description, String discriminator, Alternative... alternatives) {
    return of(name, description, SettingType.oneOf(discriminator, alternatives));
  }

  /**
   * This setting, its values limited; for whole numbers.
   *
   * @throws IllegalStateException if this is not a whole number
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
   * This setting with values that are never shown.
   *
   * @throws IllegalStateException if it is part of the source's identity, or has settings of its
   *     own, which are secret one by one
   */
  public Setting<T> asSecret() {
    if (type.hasFields()) {
      throw new IllegalStateException("Say which of the settings in " + name + " are secret");
    }
    if (role == Role.IDENTITY) {
      throw new IllegalStateException("What identifies a source cannot be a secret: " + name);
    }
    return new Setting<>(name, description, type, presence, defaultValue, Role.SECRET);
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

  /**
   * As the users write it: unique within a {@link ConfigurationSpec}, in the case and with the
   * signs that the source's own documentation uses.
   */
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

  /** The default as a user would write it; JSON, if it is not one word. Empty if there is none. */
  public Optional<String> defaultText() {
    return defaultValue.map(value -> ConfigurationSchema.text(type.json(value)));
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
