package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * The form of a setting's values: how what the user gives becomes a value, what JSON the value is,
 * and what JSON Schema says of it. Immutable.
 *
 * @param <T> what a value is in Java
 */
public abstract class SettingType<T> {

  /** The kinds of form, for hosts that draw one field a setting. */
  public enum Kind {
    TEXT,
    URL,
    WHOLE_NUMBER,
    NUMBER,
    FLAG,
    /** A length of time of so many seconds. */
    DURATION,
    /** A length of time by the calendar. */
    PERIOD,
    /** Either of the two. */
    TIME_SPAN,
    INSTANT,
    DATE,
    CHOICE,
    LIST,
    OBJECT,
    /** One of several objects, told apart by a word in them. */
    ONE_OF
  }

  private final Kind kind;
  private final String expectation;

  SettingType(Kind kind, String expectation) {
    this.kind = kind;
    this.expectation = expectation;
  }

  /** Any text that is not blank. */
  public static SettingType<String> text() {
    return ScalarTypes.TEXT;
  }

  /** An absolute {@code http} or {@code https} address without credentials in it. */
  public static SettingType<URI> url() {
    return ScalarTypes.URL;
  }

  /** A whole number of 64 bits. */
  public static SettingType<Long> wholeNumber() {
    return ScalarTypes.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Any number. */
  public static SettingType<BigDecimal> number() {
    return ScalarTypes.NUMBER;
  }

  /** True or false. */
  public static SettingType<Boolean> flag() {
    return ScalarTypes.FLAG;
  }

  /** A length of time in weeks, days or less, not negative: {@code PT5M}, {@code P10D}. */
  public static SettingType<Duration> duration() {
    return ScalarTypes.DURATION;
  }

  /** A length of time by the calendar, not negative: {@code P6M}, {@code P1Y}. */
  public static SettingType<Period> period() {
    return ScalarTypes.PERIOD;
  }

  /** A length of time, by the calendar or not: a {@link Period} or a {@link Duration}. */
  public static SettingType<TemporalAmount> timeSpan() {
    return ScalarTypes.TIME_SPAN;
  }

  /** An instant with an offset, or a date, which is its midnight UTC. */
  public static SettingType<Instant> instant() {
    return ScalarTypes.INSTANT;
  }

  /** A date. */
  public static SettingType<LocalDate> date() {
    return ScalarTypes.DATE;
  }

  /** One of these words. */
  public static SettingType<String> choice(List<String> words) {
    return ScalarTypes.choice(words);
  }

  /** Values of one form, in the user's order. */
  public static <E> SettingType<List<E>> listOf(SettingType<E> element) {
    return new ListType<>(element);
  }

  /** Settings of their own. */
  public static SettingType<Configuration> object(Setting<?>... fields) {
    return new ObjectType(ConfigurationSpec.of(fields));
  }

  /**
   * One of several groups of settings.
   *
   * @param discriminator the key whose value says which
   * @throws IllegalArgumentException if there are none, or two share a name
   */
  public static SettingType<Chosen> oneOf(String discriminator, Alternative... alternatives) {
    return new OneOfType(discriminator, List.of(alternatives));
  }

  /**
   * The value that a JSON value stands for. Text stands for a value of any form.
   *
   * @param place where it stands, with what is wrong
   * @return empty if it is not of this form; the problems then say so
   */
  abstract Optional<T> read(JsonNode given, Place place);

  /** The value as JSON. */
  abstract JsonNode json(T value);

  /** Says in JSON Schema what a value looks like. */
  abstract void describe(ObjectNode schema);

  /** The same form, limited; for whole numbers. */
  SettingType<T> between(long least, long most) {
    throw new IllegalStateException(
        "Only a whole number lies between " + least + " and " + most + ", not " + kind);
  }

  /** Which kind of form it is. */
  public Kind kind() {
    return kind;
  }

  /** What a value must look like, for messages: {@code a whole number from 1 to 1000}. */
  public String expectation() {
    return expectation;
  }

  /** The words of a {@link Kind#CHOICE}; empty for every other kind. */
  public List<String> words() {
    return List.of();
  }

  /** The form of the elements of a {@link Kind#LIST}; empty for every other kind. */
  public Optional<SettingType<?>> element() {
    return Optional.empty();
  }

  /** The settings of a {@link Kind#OBJECT}; empty for every other kind. */
  public Optional<ConfigurationSpec> fields() {
    return Optional.empty();
  }

  /** The groups of a {@link Kind#ONE_OF}, in their order; empty for every other kind. */
  public List<Alternative> alternatives() {
    return List.of();
  }

  /** The key that tells the groups of a {@link Kind#ONE_OF} apart; empty for every other kind. */
  public Optional<String> discriminator() {
    return Optional.empty();
  }

  /** Whether a value of this form may hold a secret. */
  boolean holdsSecrets() {
    return false;
  }

  /** Whether a value of this form has settings of its own. */
  boolean hasFields() {
    return fields().isPresent()
        || !alternatives().isEmpty()
        || element().filter(SettingType::hasFields).isPresent();
  }

  /** Whether every value of this form is one word. */
  boolean isScalar() {
    return true;
  }
}
