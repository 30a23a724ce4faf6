package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.ValueException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/** Text to bytes and back. */
final class Encodings {

  private Encodings() {}

  static Bytes encode(String text, String encoding, String errors) {
    if (encoding.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").equals("utf16")) {
      return encode("\ufeff" + text, "utf-16le", errors);
    }
    try {
      ByteBuffer encoded =
          charset(encoding)
              .newEncoder()
              .onMalformedInput(action(errors))
              .onUnmappableCharacter(action(errors))
              .encode(CharBuffer.wrap(text));
      byte[] content = new byte[encoded.remaining()];
      encoded.get(content);
      return new Bytes(content);
    } catch (CharacterCodingException e) {
      throw new ValueException(
          ErrorKind.ENCODING, "'" + encoding + "' codec can't encode a character of the text");
    }
  }

  static String decode(Bytes bytes, String encoding, String errors) {
    try {
      return charset(encoding)
          .newDecoder()
          .onMalformedInput(action(errors))
          .onUnmappableCharacter(action(errors))
          .decode(ByteBuffer.wrap(bytes.content()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ValueException(
          ErrorKind.ENCODING, "'" + encoding + "' codec can't decode the bytes");
    }
  }

  private static Charset charset(String encoding) {
    String name = encoding.toLowerCase(Locale.ROOT).replace('_', '-');
    try {
      return switch (name) {
        case "utf8", "utf-8" -> StandardCharsets.UTF_8;
        case "ascii", "us-ascii" -> StandardCharsets.US_ASCII;
        case "latin1", "latin-1", "iso-8859-1" -> StandardCharsets.ISO_8859_1;
        default -> Charset.forName(name);
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new ValueException(ErrorKind.RUNTIME, "unknown encoding: " + Printer.repr(encoding));
    }
  }

  private static CodingErrorAction action(String errors) {
    return switch (errors) {
      case "ignore" -> CodingErrorAction.IGNORE;
      case "replace" -> CodingErrorAction.REPLACE;
      default -> CodingErrorAction.REPORT;
    };
  }
}
