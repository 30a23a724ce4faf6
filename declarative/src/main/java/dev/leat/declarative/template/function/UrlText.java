package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.nio.charset.StandardCharsets;

/** Text in the parts of a URL. */
final class UrlText {

  private UrlText() {}

  /** As a form writes it: a plus for a space, every other sign as its bytes. */
  static String quotePlus(Object value) {
    if (Text.of(value) == null && !(value instanceof Bytes)) {
      throw ValueException.type("quote_from_bytes() expected bytes");
    }
    return quoted(bytes(value), " ").replace(' ', '+');
  }

  /** As Jinja's {@code urlencode} writes a value, where a slash stays. */
  static String quote(Object value, boolean query) {
    String text = quoted(bytes(value), query ? "" : "/");
    return query ? text.replace("%20", "+") : text;
  }

  private static byte[] bytes(Object value) {
    if (value instanceof Bytes bytes) {
      return bytes.content();
    }
    String text = Printer.print(value);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ValueException(
          ErrorKind.ENCODING, "'utf-8' codec can't encode a character of the text");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(byte[] content, String safe) {
    StringBuilder out = new StringBuilder(content.length);
    for (byte each : content) {
      char c = (char) (each & 0xff);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || "_.-~".indexOf(c) >= 0 || safe.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }
}
