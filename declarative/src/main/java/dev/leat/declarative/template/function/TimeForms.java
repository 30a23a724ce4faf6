package dev.leat.declarative.template.function;

import dev.leat.declarative.template.time.DateTime;
import dev.leat.declarative.template.time.Delta;
import dev.leat.declarative.template.time.Strftime;
import dev.leat.declarative.template.time.Strptime;
import dev.leat.declarative.template.time.Zone;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.math.BigDecimal;

/**
 * The formats of times in manifests: those of {@code strftime}, and seconds, milliseconds and
 * microseconds since 1970.
 */
public final class TimeForms {

  private TimeForms() {}

  /**
   * Reads a time.
   *
   * @param value text, or a number since 1970
   * @param format a format of {@code strptime}, {@code %s}, {@code %s_as_float}, {@code %ms} or
   *     {@code %epoch_microseconds}
   * @return a time with a zone, UTC if the text names none
   * @throws ValueException of kind VALUE if both do not fit
   */
  public static DateTime parse(Object value, Object format) {
    String form = Text.of(format);
    if (form == null) {
      throw ValueException.type("a format must be text");
    }
    switch (form) {
      case "%s" -> {
        return since(Conversions.whole(value), 6);
      }
      case "%s_as_float" -> {
        return since(Conversions.real(value), 6);
      }
      case "%ms" -> {
        return since(Conversions.whole(value), 3);
      }
      case "%epoch_microseconds" -> {
        return since(Conversions.whole(value), 0);
      }
      default -> {
        DateTime read = Strptime.parse(Printer.print(value), form.replace("%_ms", "%f"));
        return read.zone() == null ? read.with(Zone.UTC) : read;
      }
    }
  }

  private static DateTime since(Object number, int power) {
    BigDecimal exact =
        number instanceof Double real ? new BigDecimal(real) : new BigDecimal(Numbers.big(number));
    try {
      return DateTime.ofEpochMicros(Delta.exact(exact.scaleByPowerOfTen(power)).micros(), Zone.UTC);
    } catch (ValueException e) {
      boolean huge = exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
      throw power == 6 && !huge ? ValueException.value("the year is out of range") : e;
    }
  }

  /**
   * Prints a time.
   *
   * @throws ValueException of kind TYPE if the format is not text
   */
  public static String format(DateTime time, Object format) {
    String form = Text.of(format);
    if (form == null) {
      throw ValueException.type("a format must be text");
    }
    Object seconds = time.timestamp();
    switch (form) {
      case "%s" -> {
        return Printer.print(Conversions.whole(seconds));
      }
      case "%s_as_float" -> {
        return Printer.print(seconds);
      }
      case "%epoch_microseconds" -> {
        return Printer.print(Conversions.whole((Double) seconds * 1_000_000));
      }
      case "%ms" -> {
        return Printer.print(Conversions.whole((Double) seconds * 1000));
      }
      default -> {}
    }
    if (!form.contains("%_ms")) {
      return Strftime.format(time, form);
    }
    String micros = Strftime.format(time, "%f");
    return Strftime.format(time, form.replace("%_ms", "%f"))
        .replace(micros, micros.substring(0, 3));
  }
}
