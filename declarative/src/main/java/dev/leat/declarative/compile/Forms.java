package dev.leat.declarative.compile;

import dev.leat.declarative.model.Decoding;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Decoder;
import dev.leat.sdk.http.decode.Csv;
import dev.leat.sdk.http.decode.Decoders;
import java.nio.charset.Charset;
import java.util.Map;

/** Makes decoders. Stateless. */
final class Forms {

  /** Encodings that Python knows by other names. */
  private static final Map<String, String> NAMES =
      Map.of("latin-1", "ISO-8859-1", "latin_1", "ISO-8859-1", "utf-8-sig", "UTF-8");

  private Forms() {}

  static Decoder of(Decoding decoding) {
    if (decoding instanceof Decoding.JsonLines) {
      return Decoders.jsonLines();
    }
    if (decoding instanceof Decoding.JsonItems items) {
      return Decoders.jsonItems(items.pointer());
    }
    if (decoding instanceof Decoding.Lines lines) {
      return Decoders.lines(lines.field());
    }
    if (decoding instanceof Decoding.Csv csv) {
      return csv(csv);
    }
    if (decoding instanceof Decoding.Xml) {
      return Decoders.xml();
    }
    if (decoding instanceof Decoding.Gzip gzip) {
      return Decoders.gzip(of(gzip.inner()));
    }
    return decoding instanceof Decoding.Zip zip ? Decoders.zip(of(zip.inner())) : Decoder.json();
  }

  private static Decoder csv(Decoding.Csv csv) {
    String separator = csv.separator().equals("\\t") ? "\t" : csv.separator();
    if (separator.length() != 1) {
      throw new ConfigurationException(
          "The delimiter of a CSV is \"" + csv.separator() + "\": give one character");
    }
    Csv made = Csv.withHeader().separatedBy(separator.charAt(0));
    if (!csv.nulls().isEmpty()) {
      made = made.nullFor(csv.nulls().toArray(String[]::new));
    }
    try {
      return made.in(Charset.forName(NAMES.getOrDefault(csv.charset(), csv.charset())));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "\"" + csv.charset() + "\" is not an encoding: write utf-8 or another one", e);
    }
  }
}
