package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The filters that manifests have besides Jinja's. */
final class ManifestFilters {

  private static final Map<String, String> DIGESTS =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512",
          "sha3_224", "SHA3-224",
          "sha3_256", "SHA3-256",
          "sha3_384", "SHA3-384",
          "sha3_512", "SHA3-512");

  /** Functions of Python's module that are no digests. */
  private static final Set<String> OTHERS =
      Set.of("new", "file_digest", "pbkdf2_hmac", "scrypt", "shake_128", "shake_256");

  private ManifestFilters() {}

  static Map<String, Callable> all() {
    Map<String, Callable> filters = new HashMap<>();
    Filter.add(filters, "hash", 1, "value hash_type salt", ManifestFilters::hash);
    Filter.add(filters, "hmac", 2, "value key hash_type", ManifestFilters::hmac);
    Filter.add(filters, "base64encode", 1, "value", (b, g) -> encoded(b[0], "utf-8"));
    // The name says "decode"; it encodes, and manifests rely on it.
    Filter.add(filters, "base64binascii_decode", 1, "value", (b, g) -> encoded(b[0], "ascii"));
    Filter.add(filters, "base64decode", 1, "value", (b, g) -> decoded(b[0]));
    Filter.add(filters, "string", 1, "value", ManifestFilters::string);
    Filter.add(filters, "regex_search", 2, "value regex", ManifestFilters::search);
    Filter.add(
        filters,
        "regex_replace",
        3,
        "value regex replacement",
        (b, g) ->
            PyRegex.replaced(
                TextMethods.required(b[0]),
                TextMethods.required(b[1]),
                TextMethods.required(b[2]),
                g.budget()));
    return filters;
  }

  private static Object hash(Object[] bound, Arguments given) {
    String type = TextMethods.required(Filter.or(bound[1], "md5"));
    String algorithm = DIGESTS.get(type);
    if (OTHERS.contains(type)) {
      throw ValueException.type("hash function " + type + " needs other arguments");
    }
    if (type.startsWith("blake2")) {
      throw new ValueException(ErrorKind.RUNTIME, "hash function " + type + " is not available");
    }
    if (algorithm == null) {
      throw new ValueException(ErrorKind.ATTRIBUTE, "No hashing function named " + type);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(utf8(Printer.print(bound[0])));
      Object salt = Filter.or(bound[2], null);
      if (Truth.of(salt)) {
        digest.update(utf8(Printer.print(salt)));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new ValueException(ErrorKind.ATTRIBUTE, "No hashing function named " + type);
    }
  }

  private static Object hmac(Object[] bound, Arguments given) {
    String type = Printer.print(Filter.or(bound[2], "sha256"));
    if (!type.equals("sha256")) {
      throw ValueException.value("Hash type '" + type + "' is not allowed. Allowed types: sha256");
    }
    byte[] key = utf8(Printer.print(bound[1]));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      // An empty key is the same as one zero byte, which Java accepts.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(utf8(Printer.print(bound[0]))));
    } catch (GeneralSecurityException e) {
      throw new ValueException(ErrorKind.RUNTIME, "this Java has no HmacSHA256");
    }
  }

  private static byte[] utf8(String text) {
    return Encodings.encode(text, "utf-8", "strict").content();
  }

  private static String requireText(Object value) {
    String text = Text.of(value);
    if (text == null) {
      if (value instanceof Undefined undefined) {
        throw undefined.error();
      }
      throw new ValueException(
          ErrorKind.ATTRIBUTE, "'" + Printer.typeOf(value) + "' object has no attribute 'encode'");
    }
    return text;
  }

  private static Object encoded(Object value, String encoding) {
    byte[] content = Encodings.encode(requireText(value), encoding, "strict").content();
    return Base64.getEncoder().encodeToString(content);
  }

  /** As lenient as the original: what is not of the alphabet is passed over. */
  private static Object decoded(Object value) {
    String text = new String(utf8(requireText(value)), StandardCharsets.ISO_8859_1);
    StringBuilder letters = new StringBuilder();
    int padding = 0;
    for (int i = 0; i < text.length() && padding == 0; i++) {
      char c = text.charAt(i);
      boolean known =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      if (known) {
        letters.append(c);
      } else if (c == '=' && letters.length() % 4 >= 2) {
        padding = countPadding(text, i, 4 - letters.length() % 4);
      }
    }
    int missing = (4 - letters.length() % 4) % 4;
    if (missing == 3 || (missing > 0 && padding < missing)) {
      throw ValueException.value("Incorrect padding");
    }
    byte[] content = Base64.getDecoder().decode(letters.append("=".repeat(missing)).toString());
    return Encodings.decode(new Bytes(content), "utf-8", "strict");
  }

  private static int countPadding(String text, int from, int wanted) {
    int count = 0;
    for (int i = from; i < text.length() && count < wanted; i++) {
      char c = text.charAt(i);
      if (c == '=') {
        count++;
      }
    }
    return count;
  }

  private static Object string(Object[] bound, Arguments given) {
    Object value = bound[0];
    return Text.of(value) != null
        ? value
        : "\"\"\"" + JsonText.of(value, given.budget()) + "\"\"\"";
  }

  private static Object search(Object[] bound, Arguments given) {
    Matcher found =
        PyRegex.matcher(
            TextMethods.required(bound[1]), TextMethods.required(bound[0]), given.budget());
    if (!found.find() || found.groupCount() == 0) {
      return "";
    }
    return found.group(1);
  }
}
