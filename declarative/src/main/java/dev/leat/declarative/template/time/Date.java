package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.TemplateObject;
import java.time.LocalDate;

/** A day of the calendar. Immutable. */
public final class Date extends TemplateObject {

  private final LocalDate day;

  /**
   * @param day year 1 to 9999
   */
  public Date(LocalDate day) {
    this.day = new DateTime(day.atStartOfDay(), null).local().toLocalDate();
  }

  /** The day. */
  public LocalDate day() {
    return day;
  }

  @Override
  public String typeName() {
    return "date";
  }

  @Override
  public String repr() {
    return "datetime.date("
        + day.getYear()
        + ", "
        + day.getMonthValue()
        + ", "
        + day.getDayOfMonth()
        + ")";
  }

  @Override
  public String print() {
    return Clocks.date(day);
  }

  @Override
  public Object attribute(String name) {
    return DateTimeMembers.of(this, name);
  }

  /** Counts whole days only: the hours of a difference are left out, as in Python. */
  @Override
  public Object operate(String operator, Object other, boolean reflected) {
    if (other instanceof Delta delta) {
      return switch (operator) {
        case "+" -> new Date(day.plusDays(delta.days()));
        case "-" -> reflected ? UNKNOWN : new Date(day.minusDays(delta.days()));
        default -> UNKNOWN;
      };
    }
    if (operator.equals("-") && !reflected && other instanceof Date right) {
      return Delta.ofSeconds((day.toEpochDay() - right.day.toEpochDay()) * 86_400);
    }
    return UNKNOWN;
  }

  @Override
  public Object order(Object other) {
    return other instanceof Date right ? (Object) day.compareTo(right.day) : UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Date right && day.equals(right.day);
  }

  @Override
  public int hashCode() {
    return day.hashCode();
  }
}
