package dev.leat.declarative.template.value;

/** A complex number: may stand within a literal, and nothing is computed with it. */
final class Complex extends TemplateObject {

  private final double real;
  private final double imaginary;

  Complex(double real, double imaginary) {
    this.real = real;
    this.imaginary = imaginary;
  }

  /** A power of a negative number that is not a whole one. */
  static Complex power(double base, double exponent) {
    double length = Math.pow(-base, exponent);
    double angle = Math.atan2(0, base) * exponent;
    return new Complex(length * Math.cos(angle), length * Math.sin(angle));
  }

  Complex under(double base, boolean subtracted) {
    return new Complex(subtracted ? base - real : base + real, subtracted ? -imaginary : imaginary);
  }

  Complex negated() {
    return new Complex(-real, -imaginary);
  }

  @Override
  public String typeName() {
    return "complex";
  }

  @Override
  public String repr() {
    String second = shorter(imaginary) + "j";
    if (real == 0 && 1 / real > 0) {
      return second;
    }
    boolean signed = second.startsWith("-");
    return "(" + shorter(real) + (signed ? "" : "+") + second + ")";
  }

  @Override
  public boolean truth() {
    return real != 0 || imaginary != 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Complex complex
        && real == complex.real
        && imaginary == complex.imaginary;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(real) * 31 + Double.hashCode(imaginary);
  }

  private static String shorter(double number) {
    String text = FloatText.of(number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
