package dev.leat.sdk.http.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.leat.sdk.http.Decoder;
import dev.leat.sdk.internal.json.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tables as text (RFC 4180 and its dialects): each record is a row of texts, named by the header.
 * Cells that a short record lacks are null; those beyond the header stand in a list in the field
 * {@value #SURPLUS}. Of names that come twice in a header, the second ends in {@code _2}. Empty
 * lines are passed over. Immutable.
 */
public final class Csv implements Decoder {

  /** The field of a row that holds the cells for which the header has no name. */
  public static final String SURPLUS = "_surplus";

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private final CsvSchema dialect;
  private final Charset charset;
  private final Optional<List<String>> columns;
  private final Set<String> nulls;

  private Csv(
      CsvSchema dialect, Charset charset, Optional<List<String>> columns, Set<String> nulls) {
    this.dialect = dialect;
    this.charset = charset;
    this.columns = columns;
    this.nulls = nulls;
  }

  /** Commas, double quotes, a header in the first line, UTF-8. */
  public static Csv withHeader() {
    return new Csv(CsvSchema.emptySchema(), StandardCharsets.UTF_8, Optional.empty(), Set.of());
  }

  /** The same without a header: these are the names of the columns. */
  public Csv columns(String... names) {
    return new Csv(dialect, charset, Optional.of(List.of(names)), nulls);
  }

  /** The same, with this between cells: a semicolon, a tab. */
  public Csv separatedBy(char separator) {
    return new Csv(dialect.withColumnSeparator(separator), charset, columns, nulls);
  }

  /** The same, with this around cells. */
  public Csv quotedBy(char quote) {
    return new Csv(dialect.withQuoteChar(quote), charset, columns, nulls);
  }

  /** The same, where no character stands around cells. */
  public Csv unquoted() {
    return new Csv(dialect.withoutQuoteChar(), charset, columns, nulls);
  }

  /** The same, with this before a character that means itself. */
  public Csv escapedBy(char escape) {
    return new Csv(dialect.withEscapeChar(escape), charset, columns, nulls);
  }

  /** The same, passing over lines that begin with {@code #}. */
  public Csv withComments() {
    return new Csv(dialect.withComments(), charset, columns, nulls);
  }

  /** The same, in this encoding. */
  public Csv in(Charset encoding) {
    return new Csv(dialect, encoding, columns, nulls);
  }

  /** The same; cells that say this are null. */
  public Csv nullFor(String... texts) {
    return new Csv(dialect, charset, columns, Set.of(texts));
  }

  @Override
  public void decode(InputStream body, Output out) throws IOException, InterruptedException {
    Reader text =
        new InputStreamReader(
            body,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    try (CsvParser parser = FACTORY.createParser(text)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      parser.setSchema(dialect);
      parser.nextToken();
      List<String> names = columns.orElse(null);
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        List<String> cells = cells(parser);
        if (names == null) {
          names = header(cells);
        } else {
          out.row(JsonValues.write(row(names, cells)));
        }
      }
      if (names == null) {
        throw new MalformedException("it is empty where CSV with a header was expected");
      }
    } catch (CharacterCodingException e) {
      throw new MalformedException("its text is not " + charset);
    } catch (JsonProcessingException e) {
      throw new MalformedException(
          "its CSV is broken in line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()));
    }
  }

  @Override
  public String accepts() {
    return "text/csv, */*;q=0.5";
  }

  private static List<String> cells(CsvParser parser) throws IOException {
    List<String> cells = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(parser.getText());
    }
    return cells;
  }

  private static List<String> header(List<String> cells) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < cells.size(); i++) {
      String name = i == 0 ? cells.get(0).replace("\uFEFF", "") : cells.get(i);
      String unique = name;
      for (int number = 2; !names.add(unique); number++) {
        unique = name + "_" + number;
      }
    }
    return List.copyOf(names);
  }

  private Map<String, Object> row(List<String> names, List<String> cells) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String cell = i < cells.size() ? cells.get(i) : null;
      row.put(names.get(i), cell == null || nulls.contains(cell) ? null : cell);
    }
    if (cells.size() > names.size()) {
      row.put(SURPLUS, cells.subList(names.size(), cells.size()));
    }
    return row;
  }
}
