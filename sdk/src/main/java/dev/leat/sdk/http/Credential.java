package dev.leat.sdk.http;

/**
 * A credential as it goes out: in a header, in the query, or nowhere.
 *
 * @param name of the header or parameter
 */
record Credential(Place place, String name, String value) {

  /** Where a request carries it. */
  enum Place {
    NOWHERE,
    HEADER,
    QUERY
  }

  static final Credential NONE = new Credential(Place.NOWHERE, "", "");

  static Credential header(String name, String value) {
    return new Credential(Place.HEADER, name, value);
  }

  static Credential query(String name, String value) {
    return new Credential(Place.QUERY, name, value);
  }

  /** Whether it can be the name of a header. */
  static boolean fitsName(String text) {
    return text.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  }

  /** Whether it can be the value of a header: visible ASCII, with spaces only inside. */
  static boolean fitsValue(String text) {
    return text.matches("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");
  }

  @Override
  public String toString() {
    return place + " " + name;
  }
}
