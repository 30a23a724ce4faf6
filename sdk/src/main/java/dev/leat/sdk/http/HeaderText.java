package dev.leat.sdk.http;

/** What can stand in a header. Stateless. */
final class HeaderText {

  private HeaderText() {}

  /** Whether it can be the name of a header. */
  static boolean fitsName(String text) {
    return text.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  }

  /** Whether it can be the value of a header: visible ASCII, with spaces only inside. */
  static boolean fitsValue(String text) {
    return text.matches("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");
  }
}
