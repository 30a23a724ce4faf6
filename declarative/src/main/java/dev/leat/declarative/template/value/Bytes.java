package dev.leat.declarative.template.value;

import java.util.Arrays;

/** Bytes, as {@code 'text'.encode()} gives them. Immutable. */
public final class Bytes extends TemplateObject {

  private final byte[] content;

  /**
   * @param content the bytes; copied
   */
  public Bytes(byte[] content) {
    this.content = content.clone();
  }

  /** A copy of the bytes. */
  public byte[] content() {
    return content.clone();
  }

  /** How many there are. */
  public int length() {
    return content.length;
  }

  /** The byte at a position that exists, 0 to 255. */
  public long at(int position) {
    return content[position] & 0xff;
  }

  @Override
  public String typeName() {
    return "bytes";
  }

  @Override
  public String repr() {
    boolean single = false;
    boolean quoted = false;
    for (byte each : content) {
      single |= each == '\'';
      quoted |= each == '"';
    }
    char quote = single && !quoted ? '"' : '\'';
    StringBuilder out = new StringBuilder(content.length + 3).append('b').append(quote);
    for (byte each : content) {
      int value = each & 0xff;
      switch (value) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          if (value == quote) {
            out.append('\\').append(quote);
          } else if (value < 0x20 || value > 0x7e) {
            out.append("\\x").append(Character.forDigit(value >> 4, 16));
            out.append(Character.forDigit(value & 15, 16));
          } else {
            out.append((char) value);
          }
        }
      }
    }
    return out.append(quote).toString();
  }

  @Override
  public boolean truth() {
    return content.length > 0;
  }

  @Override
  public Object operate(String operator, Object other, boolean reflected) {
    if (operator.equals("+") && !reflected && other instanceof Bytes bytes) {
      byte[] both = Arrays.copyOf(content, content.length + bytes.content.length);
      System.arraycopy(bytes.content, 0, both, content.length, bytes.content.length);
      return new Bytes(both);
    }
    return UNKNOWN;
  }

  @Override
  public Object order(Object other) {
    return other instanceof Bytes bytes
        ? (Object) Arrays.compareUnsigned(content, bytes.content)
        : UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }
}
