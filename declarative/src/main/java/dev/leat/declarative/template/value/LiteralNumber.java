package dev.leat.declarative.template.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in a literal.
 *
 * @param value what it means
 * @param end where the text goes on
 */
record LiteralNumber(Object value, int end) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<hex>0[xX](_?[0-9a-fA-F])+)|(?<oct>0[oO](_?[0-7])+)|(?<bin>0[bB](_?[01])+)"
              + "|(?<real>(\\d(_?\\d)*\\.(\\d(_?\\d)*)?|\\.\\d(_?\\d)*|\\d(_?\\d)*(?=[eEjJ]))"
              + "([eE][+-]?\\d(_?\\d)*)?)(?<imaginary>[jJ])?"
              + "|(?<whole>0(_?0)*(?![_\\d])|[1-9](_?\\d)*+)");

  static LiteralNumber at(String text, int start) {
    Matcher number = FORM.matcher(text).region(start, text.length());
    if (!number.lookingAt() || continues(text, number.end())) {
      throw new Literals.NotALiteralException();
    }
    return new LiteralNumber(value(number), number.end());
  }

  private static boolean continues(String text, int end) {
    if (end >= text.length()) {
      return false;
    }
    char c = text.charAt(end);
    return c == '.' || c == '_' || Character.isLetterOrDigit(c);
  }

  private static Object value(Matcher number) {
    if (number.group("real") != null) {
      double real = Double.parseDouble(number.group("real").replace("_", ""));
      return number.group("imaginary") == null ? (Object) real : new Complex(0, real);
    }
    String digits = number.group().replace("_", "");
    int base =
        number.group("hex") != null
            ? 16
            : number.group("oct") != null ? 8 : number.group("bin") != null ? 2 : 10;
    Object whole = Numbers.parseWhole(digits, base);
    if (whole == null) {
      throw new Literals.NotALiteralException();
    }
    return whole;
  }
}
