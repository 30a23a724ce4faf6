package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods of bytes. Those that bytes share with text work on each byte as a character. */
final class BytesMethods {

  private static final Set<String> AS_TEXT =
      Set.of(
          "capitalize",
          "endswith",
          "find",
          "index",
          "count",
          "isalnum",
          "isalpha",
          "isdigit",
          "islower",
          "isspace",
          "isupper",
          "lower",
          "lstrip",
          "removeprefix",
          "removesuffix",
          "replace",
          "rfind",
          "rstrip",
          "split",
          "startswith",
          "strip",
          "upper");

  static final Set<String> NAMES =
      Stream.concat(AS_TEXT.stream(), Stream.of("decode", "hex"))
          .collect(Collectors.toUnmodifiableSet());

  private BytesMethods() {}

  static Object call(Bytes bytes, String name, Arguments given) {
    if (name.equals("hex")) {
      given.none();
      return HexFormat.of().formatHex(bytes.content());
    }
    if (name.equals("decode")) {
      Object[] bound = given.bind(0, "encoding", "errors");
      return Encodings.decode(bytes, text(bound[0], "utf-8"), text(bound[1], "strict"));
    }
    String latin = new String(bytes.content(), StandardCharsets.ISO_8859_1);
    List<Object> arguments =
        given.positional().stream()
            .map(
                each -> {
                  if (Text.of(each) != null) {
                    throw ValueException.type(
                        "a bytes-like object is required, not " + Printer.typeOf(each));
                  }
                  return each instanceof Bytes more
                      ? new String(more.content(), StandardCharsets.ISO_8859_1)
                      : each;
                })
            .toList();
    return wrapped(TextMethods.call(latin, name, given.with(arguments, given.named())));
  }

  private static Object wrapped(Object result) {
    if (result instanceof String text) {
      return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    if (result instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(BytesMethods::wrapped).toList());
    }
    return result;
  }

  private static String text(Object given, String otherwise) {
    if (given == Arguments.ABSENT) {
      return otherwise;
    }
    String text = Text.of(given);
    if (text == null) {
      throw ValueException.type("the argument must be str, not " + Printer.typeOf(given));
    }
    return text;
  }
}
