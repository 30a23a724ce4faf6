package dev.leat.declarative.template.function;

import dev.leat.declarative.template.time.Date;
import dev.leat.declarative.template.time.DateTime;
import dev.leat.declarative.template.time.Strftime;
import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind the colon in braces: fill, alignment, sign, width, precision, type. */
final class FormatSpec {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[+\\- ])?(?<z>z)?(?<alternate>#)?(?<zero>0)?"
              + "(?<width>\\d+)?(?<group>[,_])?(?:\\.(?<precision>\\d+))?(?<type>.)?",
          Pattern.DOTALL);

  private final Matcher spec;
  private final Budget budget;

  private FormatSpec(Matcher spec, Budget budget) {
    this.spec = spec;
    this.budget = budget;
  }

  static String apply(Object value, String spec, Budget budget) {
    if (value instanceof DateTime || value instanceof Date) {
      return spec.isEmpty() ? Printer.print(value) : time(value, spec);
    }
    if (spec.isEmpty()) {
      return Printer.print(value);
    }
    Matcher read = FORM.matcher(spec);
    boolean text = Text.of(value) != null;
    if (!text && !Numbers.isNumber(value)) {
      throw ValueException.type(
          "unsupported format string passed to " + Printer.typeOf(value) + ".__format__");
    }
    if (!read.matches()) {
      throw ValueException.value("Invalid format specifier");
    }
    FormatSpec format = new FormatSpec(read, budget);
    return text ? format.text(Text.of(value)) : format.number(value);
  }

  private static String time(Object value, String spec) {
    DateTime time =
        value instanceof DateTime exact
            ? exact
            : new DateTime(((Date) value).day().atStartOfDay(), null);
    return Strftime.format(time, spec);
  }

  private String text(String text) {
    char type = type('s');
    if (type != 's') {
      throw ValueException.value("Unknown format code '" + type + "' for object of type 'str'");
    }
    boolean signs = spec.group("sign") != null || spec.group("alternate") != null;
    if (signs || spec.group("group") != null || "=".equals(spec.group("align"))) {
      throw ValueException.value("Sign, grouping or '=' alignment not allowed in string format");
    }
    int precision = precision(-1);
    String cut =
        precision < 0 || precision >= Text.length(text) ? text : Text.part(text, 0, precision);
    return aligned("", cut, '<');
  }

  private String number(Object value) {
    boolean real = value instanceof Double;
    char type = type(real ? 'r' : 'd');
    String digits;
    boolean negative = NumberFormat.negative(value);
    String prefix = "";
    switch (type) {
      case 'd', 'x', 'X', 'o', 'b', 'c', 'n' -> {
        if (real && type != 'n') {
          throw ValueException.value(
              "Unknown format code '" + type + "' for object of type 'float'");
        }
        if (precision(-1) >= 0 && !real) {
          throw ValueException.value("Precision not allowed in integer format specifier");
        }
        if (type == 'c') {
          return aligned("", point(value), '<');
        }
        digits =
            real
                ? NumberFormat.general(
                    new BigDecimal(Math.abs((Double) value)), Math.max(1, precision(6)), false)
                : whole(Numbers.big(value), type);
        prefix = spec.group("alternate") != null && "xXob".indexOf(type) >= 0 ? "0" + type : "";
      }
      case 'e', 'E', 'f', 'F', 'g', 'G', '%', 'r' -> digits = real(Numbers.real(value), type);
      default ->
          throw ValueException.value(
              "Unknown format code '"
                  + type
                  + "' for object of type '"
                  + Printer.typeOf(value)
                  + "'");
    }
    if (spec.group("z") != null && negative && digits.matches("[0.]*")) {
      negative = false;
    }
    String sign = negative ? "-" : spec.group("sign") == null ? "" : spec.group("sign");
    sign = sign.equals("-") && !negative ? "" : sign;
    return aligned(sign + prefix, grouped(digits, type, sign + prefix), '>');
  }

  private String whole(BigInteger number, char type) {
    if (type == 'd' || type == 'n') {
      Printer.repr(Numbers.normal(number));
    }
    return NumberFormat.whole(number, type);
  }

  private String real(double number, char type) {
    boolean alternate = spec.group("alternate") != null;
    if (type == '%') {
      return NumberFormat.real(number * 100, 'f', precision(6), alternate, budget) + "%";
    }
    if (type != 'r') {
      return NumberFormat.real(number, type, precision(6), alternate, budget);
    }
    if (precision(-1) < 0) {
      return NumberFormat.shortest(number);
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return NumberFormat.shortest(number);
    }
    int precision = Math.max(1, precision(6));
    budget.size(precision);
    BigDecimal exact = new BigDecimal(Math.abs(number));
    String text = NumberFormat.general(exact, precision, alternate);
    boolean plain = text.indexOf('.') < 0 && text.indexOf('e') < 0;
    // Without a type a float keeps one digit behind the point, unless that needs an exponent.
    if (plain && text.length() >= precision) {
      return NumberFormat.real(number, 'e', precision - 1, alternate, budget)
          .replaceFirst("\\.?0+e", "e");
    }
    return plain ? text + ".0" : text;
  }

  private static String point(Object value) {
    int point = Numbers.position(value);
    if (point < 0 || point > Character.MAX_CODE_POINT) {
      throw new ValueException(ErrorKind.OVERFLOW, "the number is not a character");
    }
    return Character.toString(point);
  }

  /** The digits with separators; leading zeros that fill the width are grouped too. */
  private String grouped(String digits, char type, String front) {
    String group = spec.group("group");
    if (group == null) {
      return digits;
    }
    boolean bits = "xXob".indexOf(type) >= 0;
    if (bits && group.equals(",")) {
      throw ValueException.value("Cannot specify ',' with '" + type + "'.");
    }
    int size = bits ? 4 : 3;
    int end = 0;
    while (end < digits.length()
        && Character.digit(digits.charAt(end), 16) >= 0
        && (bits || Character.isDigit(digits.charAt(end)))) {
      end++;
    }
    String whole = digits.substring(0, end);
    String rest = digits.substring(end);
    boolean zeros = spec.group("zero") != null && spec.group("align") == null;
    int room = width() - front.length() - rest.length();
    String text = separated(whole, group, size);
    while (zeros && text.length() < room) {
      whole = "0" + whole;
      text = separated(whole, group, size);
    }
    return text + rest;
  }

  private static String separated(String digits, String separator, int size) {
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - size; i > 0; i -= size) {
      out.insert(i, separator);
    }
    return out.toString();
  }

  private String aligned(String front, String text, char usual) {
    boolean zero = spec.group("zero") != null;
    String fill = spec.group("fill") == null ? zero ? "0" : " " : spec.group("fill");
    char align =
        spec.group("align") != null
            ? spec.group("align").charAt(0)
            : zero && usual == '>' ? '=' : usual;
    int missing = width() - Text.length(front) - Text.length(text);
    if (missing <= 0) {
      return front + text;
    }
    return switch (align) {
      case '<' -> front + text + fill.repeat(missing);
      case '=' -> front + fill.repeat(missing) + text;
      case '^' -> fill.repeat(missing / 2) + front + text + fill.repeat(missing - missing / 2);
      default -> fill.repeat(missing) + front + text;
    };
  }

  private int width() {
    int width = number(spec.group("width"), 0);
    budget.size(width);
    return width;
  }

  private int precision(int otherwise) {
    int precision = number(spec.group("precision"), otherwise);
    budget.size(Math.max(0, precision));
    return precision;
  }

  private static int number(String digits, int otherwise) {
    if (digits == null) {
      return otherwise;
    }
    if (digits.length() > 9) {
      throw ValueException.value("Too many decimal digits in format string");
    }
    return Integer.parseInt(digits);
  }

  private char type(char otherwise) {
    return spec.group("type") == null ? otherwise : spec.group("type").charAt(0);
  }
}
