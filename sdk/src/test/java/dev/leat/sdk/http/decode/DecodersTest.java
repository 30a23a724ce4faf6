package dev.leat.sdk.http.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.http.Decoder;
import dev.leat.sdk.http.Decoder.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodersTest {

  @Test
  void linesOfJsonAreRowsJustAsTheyStand() throws Exception {
    String text = "\uFEFF{\"n\":1.50e3}\n\n  [2]\t\r\n\"three\"\nnull";
    assertThat(rows(Decoders.jsonLines(), text))
        .containsExactly("{\"n\":1.50e3}", "[2]", "\"three\"", "null");
    assertThat(rows(Decoders.jsonLines(), "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}\n{\"a\":", "{\"a\":1}\n{} {}", "{}\n{},{}", "{}\noops"})
  void aLineThatIsNotOneJsonValueIsNamed(String text) {
    assertThatThrownBy(() -> rows(Decoders.jsonLines(), text))
        .isInstanceOf(MalformedException.class)
        .hasMessage("its line 2 is not one JSON value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | [1,{\"a\": [2]} , \"x\",-0.10E5,true]",
        "/data | {\"meta\":{\"data\":[9]},\"data\":[1,{\"a\": [2]},\"x\",-0.10E5,true],\"z\":[[]]}",
        "/a/b | {\"a\":{\"c\":0,\"b\":[1,{\"a\": [2]},\"x\",-0.10E5,true]}}",
        "/0/b | [{\"b\":[1,{\"a\": [2]},\"x\",-0.10E5,true]},{\"b\":[7]}]",
        "/odd~1key | {\"odd/key\":[1,{\"a\": [2]},\"x\",-0.10E5,true]}",
        "`` | \uFEFF[1,{\"a\": [2]},\"x\",-0.10E5,true]",
      })
  void itemsAreTheElementsOfAListJustAsTheyStand(String pointer, String text) throws Exception {
    assertThat(rows(Decoders.jsonItems(pointer), text))
        .containsExactly("1", "{\"a\": [2]}", "\"x\"", "-0.10E5", "true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"data\":[1,2 | it is not JSON, or is cut",
        "{\"data\":[1,2]} {} | more than one JSON document",
        "{\"other\":[1,2]} | it has nothing at \"/data\"",
        "{\"data\":{\"a\":1}} | it has no list at \"/data\"",
        "`` | it is empty",
        "[1] | it has nothing at \"/data\"",
      })
  void aDocumentWithoutTheListIsBroken(String text, String said) {
    assertThatThrownBy(() -> rows(Decoders.jsonItems("/data"), text))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(said);
  }

  @Test
  void nullInPlaceOfTheListIsAnEmptyOneAndOtherEncodingsAreRefused() throws Exception {
    assertThat(rows(Decoders.jsonItems("/data"), "{\"data\":null}")).isEmpty();
    assertThatThrownBy(
            () -> rows(Decoders.jsonItems(""), "[1]".getBytes(StandardCharsets.UTF_16LE)))
        .isInstanceOf(MalformedException.class);
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  /** Whatever the items and however their bytes arrive: what comes out is what went in. */
  @ParameterizedTest
  @MethodSource("seeds")
  void itemsAreWholeHoweverTheirBytesArrive(int seed) throws Exception {
    Random random = new Random(seed);
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(300); i >= 0; i--) {
      items.add(
          switch (random.nextInt(5)) {
            case 0 -> "{\"id\":" + i + ",\"text\":\"" + "é\\\"]".repeat(random.nextInt(60)) + "\"}";
            case 1 -> Long.toString(random.nextLong());
            case 2 -> "[[" + "1,".repeat(random.nextInt(3_000)) + "1]]";
            case 3 -> "\"" + "x".repeat(random.nextInt(9_000)) + "\"";
            default -> "{}";
          });
    }
    String blank = " ".repeat(random.nextInt(3));
    String text = "{\"a\":[{}],\"d\":[" + String.join(blank + "," + blank, items) + "],\"z\":1}";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> rows = new ArrayList<>();
    InputStream drips =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] into, int from, int most) {
            return super.read(into, from, Math.min(most, 1 + random.nextInt(5_000)));
          }
        };
    Decoders.jsonItems("/d").decode(drips, new Collector(rows, new ArrayList<>()));
    assertThat(rows).isEqualTo(items);
  }

  @Test
  void csvRowsAreNamedByTheHeader() throws Exception {
    String text =
        "\uFEFFid,name,name,note\r\n"
            + "1,\"Ada, \"\"A\"\"\",x,\"two\n"
            + "lines\"\r\n\r\n"
            + "2,Bob\r\n"
            + "3,c,d,e,f,g\n";
    assertThat(rows(Csv.withHeader(), text))
        .containsExactly(
            "{\"id\":\"1\",\"name\":\"Ada, \\\"A\\\"\",\"name_2\":\"x\",\"note\":\"two\\nlines\"}",
            "{\"id\":\"2\",\"name\":\"Bob\",\"name_2\":null,\"note\":null}",
            "{\"id\":\"3\",\"name\":\"c\",\"name_2\":\"d\",\"note\":\"e\",\"_surplus\":[\"f\",\"g\"]}");
    assertThat(rows(Csv.withHeader(), "id,name\n")).isEmpty();
  }

  @Test
  void csvHasDialectsAndEncodings() throws Exception {
    Csv dialect =
        Csv.withHeader()
            .columns("a", "b")
            .separatedBy('\t')
            .quotedBy('\'')
            .escapedBy('\\')
            .withComments()
            .nullFor("", "NA")
            .in(StandardCharsets.ISO_8859_1);
    byte[] text = "#no\n'é\t1'\tNA\nx\\ty\t\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(rows(dialect, text))
        .containsExactly("{\"a\":\"é\\t1\",\"b\":null}", "{\"a\":\"x\\ty\",\"b\":null}");
    assertThat(rows(Csv.withHeader().unquoted(), "a\n\"x\"\n"))
        .containsExactly("{\"a\":\"\\\"x\\\"\"}");
  }

  @Test
  void csvThatIsBrokenIsNamed() {
    assertThatThrownBy(() -> rows(Csv.withHeader(), ""))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("a header was expected");
    assertThatThrownBy(() -> rows(Csv.withHeader(), "a\n\"open"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("its CSV is broken");
    assertThatThrownBy(() -> rows(Csv.withHeader(), new byte[] {'a', '\n', (byte) 0xE9, '\n'}))
        .isInstanceOf(MalformedException.class)
        .hasMessage("its text is not UTF-8");
  }

  @Test
  void xmlIsADocumentOfAttributesElementsAndText() throws Exception {
    String text =
        "<?xml version=\"1.0\"?><!-- c --><r v=\"1\"><a>1</a><a x=\"2\">b<c/></a>"
            + "<n:d xmlns:n=\"u\"><![CDATA[<&]]> &amp; &#65;</n:d><e> </e></r>";
    assertThat(documents(Decoders.xml(), text))
        .containsExactly(
            "{\"r\":{\"@v\":\"1\",\"a\":[\"1\",{\"@x\":\"2\",\"c\":null,\"#text\":\"b\"}],"
                + "\"n:d\":{\"@xmlns:n\":\"u\",\"#text\":\"<& & A\"},\"e\":null}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a><b></a> | it is not XML",
        "<a> | it is not XML",
        "no xml | it is not XML",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a> | document type",
        "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\">]><a>&x;&x;</a> | document type",
        "<a>&x;</a> | not",
      })
  void xmlThatIsBrokenOrPointsElsewhereIsRefused(String text, String said) {
    assertThatThrownBy(() -> documents(Decoders.xml(), text))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(said);
  }

  @Test
  void xmlIsBoundedInDepthAndSize() {
    assertThatThrownBy(() -> documents(Decoders.xml(), "<a>".repeat(100_000)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> documents(Decoders.xml(), "<a>" + "x".repeat(Collector.MOST + 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more bytes than it may have");
  }

  @Test
  void everyMemberOfAnArchiveIsRead() throws Exception {
    byte[] two = joined(gzip("{\"a\":1}\n"), gzip("{\"a\":2}\n"));
    assertThat(rows(Decoders.gzip(Decoders.jsonLines()), two))
        .containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(rows(Decoders.gzip(Decoders.jsonLines()), "{\"a\":1}")).containsExactly("{\"a\":1}");
    byte[] archive = zip("x/", null, "x/1.csv", "a\n1\n", "2.csv", "a\n2\n3\n");
    assertThat(rows(Decoders.zip(Csv.withHeader()), archive))
        .containsExactly("{\"a\":\"1\"}", "{\"a\":\"2\"}", "{\"a\":\"3\"}");
    assertThat(
            rows(
                Decoders.zip(Decoders.jsonItems("/d")),
                zip("1", "{\"d\":[1]}", "2", "{\"d\":[2]}")))
        .containsExactly("1", "2");
    byte[] nested = zip("1.gz", new String(gzip("[1]"), StandardCharsets.ISO_8859_1));
    assertThat(nested).isNotEmpty();
  }

  @Test
  void anArchiveThatIsNoneOrIsCutIsRefused() throws Exception {
    assertThatThrownBy(() -> rows(Decoders.zip(Csv.withHeader()), "a,b\n"))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("not a zip archive");
    byte[] whole = gzip("{\"a\":1}\n{\"a\":2}\n");
    byte[] cut = Arrays.copyOf(whole, whole.length - 5);
    assertThatThrownBy(() -> rows(Decoders.gzip(Decoders.jsonLines()), cut))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anyTextIsReadInItsEncoding() throws Exception {
    Charset utf16 = StandardCharsets.UTF_16;
    assertThat(rows(Decoders.inCharset(utf16, Decoders.jsonLines()), "[\"é𝄞\"]\n".getBytes(utf16)))
        .containsExactly("[\"é𝄞\"]");
    assertThatThrownBy(
            () ->
                rows(
                    Decoders.inCharset(StandardCharsets.US_ASCII, Decoders.lines("l")),
                    "é".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedException.class);
    assertThat(rows(Decoders.lines("line"), "a\n\nb\""))
        .containsExactly("{\"line\":\"a\"}", "{\"line\":\"\"}", "{\"line\":\"b\\\"\"}");
  }

  @Test
  void aLineWithoutEndIsLeft() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int from, int most) {
            Arrays.fill(into, from, from + most, (byte) 'x');
            return most;
          }
        };
    assertThatThrownBy(
            () -> Decoders.jsonLines().decode(endless, new Collector(new ArrayList<>(), List.of())))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("its line 1 is longer than");
    assertThatThrownBy(
            () ->
                Decoders.jsonItems("")
                    .decode(
                        new SequenceInputStream(
                            new ByteArrayInputStream(new byte[] {'[', '"'}), endless),
                        new Collector(new ArrayList<>(), List.of())))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("an element of it is larger than");
  }

  private static List<String> rows(Decoder decoder, String text) throws Exception {
    return rows(decoder, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> rows(Decoder decoder, byte[] body) throws Exception {
    List<String> rows = new ArrayList<>();
    decoder.decode(new ByteArrayInputStream(body), new Collector(rows, new ArrayList<>()));
    return rows;
  }

  private static List<String> documents(Decoder decoder, String text) throws Exception {
    List<String> documents = new ArrayList<>();
    decoder.decode(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        new Collector(new ArrayList<>(), documents));
    return documents;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndTexts[i]));
        if (namesAndTexts[i + 1] != null) {
          out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Takes everything as text. */
  private record Collector(List<String> rows, List<String> documents) implements Decoder.Output {

    static final int MOST = 1 << 20;

    @Override
    public void row(byte[] json) {
      rows.add(new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public void document(byte[] json) {
      documents.add(new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public int largest() {
      return MOST;
    }
  }
}
