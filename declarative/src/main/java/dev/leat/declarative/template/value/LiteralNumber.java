package dev.leat.declarative.template.value;

/**
 * A number in a literal.
 *
 * @param value what it means
 * @param end where the text goes on
 */
record LiteralNumber(Object value, int end) {

  static LiteralNumber at(String text, int start) {
    int radix = radix(text, start);
    if (radix != 10) {
      int from = start + 2 + (text.startsWith("_", start + 2) ? 1 : 0);
      int end = Numbers.digits(text, from, radix);
      return new LiteralNumber(whole(text.substring(from, end), radix), ended(text, end));
    }
    int end = Numbers.digits(text, start, 10);
    boolean real = false;
    if (end < text.length() && text.charAt(end) == '.') {
      end = Numbers.digits(text, end + 1, 10);
      real = true;
    }
    int exponent = exponent(text, end);
    real |= exponent > end;
    end = exponent;
    String digits = text.substring(start, end).replace("_", "");
    boolean onlyPoint =
        digits.startsWith(".") && (digits.length() == 1 || !Character.isDigit(digits.charAt(1)));
    if (onlyPoint) {
      throw new Literals.NotALiteralException();
    }
    boolean imaginary = end < text.length() && Character.toLowerCase(text.charAt(end)) == 'j';
    if (imaginary) {
      return new LiteralNumber(new Complex(0, Double.parseDouble(digits)), ended(text, end + 1));
    }
    if (real) {
      return new LiteralNumber(Double.valueOf(digits), ended(text, end));
    }
    if (digits.startsWith("0") && !digits.chars().allMatch(c -> c == '0')) {
      throw new Literals.NotALiteralException();
    }
    Object whole = digits.startsWith("0") ? (Object) 0L : whole(digits, 10);
    return new LiteralNumber(whole, ended(text, end));
  }

  private static int radix(String text, int start) {
    if (text.charAt(start) != '0' || start + 1 == text.length()) {
      return 10;
    }
    return switch (text.charAt(start + 1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  /** Where the exponent ends; the same position if there is none. */
  private static int exponent(String text, int at) {
    if (at >= text.length() || Character.toLowerCase(text.charAt(at)) != 'e') {
      return at;
    }
    boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
    int from = at + (signed ? 2 : 1);
    int end = Numbers.digits(text, from, 10);
    return end == from ? at : end;
  }

  private static Object whole(String digits, int radix) {
    Object whole = Numbers.parseWhole(digits, radix);
    if (whole == null) {
      throw new Literals.NotALiteralException();
    }
    return whole;
  }

  private static int ended(String text, int end) {
    if (end < text.length()) {
      char c = text.charAt(end);
      if (c == '.' || c == '_' || Character.isLetterOrDigit(c)) {
        throw new Literals.NotALiteralException();
      }
    }
    return end;
  }
}
