package dev.leat.host.fivetran;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.leat.host.fivetran.wire.ValueType;
import dev.leat.sdk.schema.DataType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one JSON value as a column's type asks, exactly or not at all. For the values of one row;
 * used by one thread.
 */
final class ValueReader {

  static final ValueType NULL = ValueType.newBuilder().setNull(true).build();
  private static final ValueType TRUE = ValueType.newBuilder().setBool(true).build();
  private static final ValueType FALSE = ValueType.newBuilder().setBool(false).build();

  private final JsonParser parser;
  private final byte[] bytes;
  private final int offset;

  /**
   * @param parser over the row
   * @param bytes where the row is
   * @param offset where in them it starts, and the parser with it
   */
  ValueReader(JsonParser parser, byte[] bytes, int offset) {
    this.parser = parser;
    this.bytes = bytes;
    this.offset = offset;
  }

  /**
   * The value that the parser stands on, which is not null.
   *
   * @return empty if the type cannot hold the value exactly; the parser has then not moved
   */
  Optional<ValueType> read(DataType type) throws IOException {
    return switch (type.kind()) {
      case BOOLEAN -> flag();
      case SHORT -> whole(Short.MIN_VALUE, Short.MAX_VALUE).map(ValueReader::ofShort);
      case INT -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE).map(ValueReader::ofInt);
      case LONG -> whole(Long.MIN_VALUE, Long.MAX_VALUE).map(ValueReader::ofLong);
      case DECIMAL ->
          number()
              .flatMap(number -> number.asDecimal(type.precision(), type.scale()))
              .map(text -> ValueType.newBuilder().setDecimal(text).build());
      case FLOAT ->
          number()
              .flatMap(NumberText::asFloat)
              .map(number -> ValueType.newBuilder().setFloat(number).build());
      case DOUBLE ->
          number()
              .flatMap(NumberText::asDouble)
              .map(number -> ValueType.newBuilder().setDouble(number).build());
      case NAIVE_DATE ->
          time(TimeText::date).map(time -> ValueType.newBuilder().setNaiveDate(time).build());
      case NAIVE_TIME ->
          time(TimeText::time).map(time -> ValueType.newBuilder().setNaiveTime(time).build());
      case NAIVE_DATETIME ->
          time(text -> TimeText.dateTime(text).or(() -> TimeText.date(text)))
              .map(time -> ValueType.newBuilder().setNaiveDatetime(time).build());
      case UTC_DATETIME ->
          time(TimeText::instant).map(time -> ValueType.newBuilder().setUtcDatetime(time).build());
      case BINARY -> binary();
      case XML -> Optional.of(ValueType.newBuilder().setXml(text()).build());
      case STRING -> Optional.of(ValueType.newBuilder().setString(text()).build());
      case JSON -> Optional.of(ValueType.newBuilder().setJson(json()).build());
    };
  }

  private Optional<ValueType> flag() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> Optional.of(TRUE);
      case VALUE_FALSE -> Optional.of(FALSE);
      case VALUE_STRING ->
          switch (parser.getText()) {
            case "true" -> Optional.of(TRUE);
            case "false" -> Optional.of(FALSE);
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private Optional<Long> whole(long least, long most) throws IOException {
    Optional<Long> number =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
            ? Optional.of(parser.getLongValue())
            : number().flatMap(NumberText::asLong);
    return number.filter(value -> value >= least && value <= most);
  }

  private Optional<NumberText> number() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> NumberText.of(parser.getText());
      default -> Optional.empty();
    };
  }

  private Optional<Timestamp> time(Function<String, Optional<Timestamp>> form) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? form.apply(parser.getText())
        : Optional.empty();
  }

  private Optional<ValueType> binary() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(parser.getText());
      return Optional.of(ValueType.newBuilder().setBinary(ByteString.copyFrom(decoded)).build());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A string's characters, a number's digits, anything else as its JSON text. */
  private String text() throws IOException {
    return parser.currentToken().isStructStart() ? json() : wellFormed(parser.getText());
  }

  /** The bytes of the value as the source sent them; the parser then stands on its end. */
  private String json() throws IOException {
    int from = offset + (int) parser.currentTokenLocation().getByteOffset();
    parser.finishToken();
    if (parser.currentToken().isNumeric()) {
      return parser.getText(); // The parser has to read on to see where a number ends.
    }
    parser.skipChildren();
    int to = offset + (int) parser.currentLocation().getByteOffset();
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Half a surrogate pair, which JSON can escape and UTF-8 cannot hold, becomes U+FFFD. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceHalves(text, i);
      }
    }
    return text;
  }

  private static String replaceHalves(String text, int first) {
    StringBuilder mended = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); ) {
      int point = text.codePointAt(i);
      boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      mended.appendCodePoint(half ? '\uFFFD' : point);
      i += Character.charCount(point);
    }
    return mended.toString();
  }

  private static ValueType ofShort(long number) {
    return ValueType.newBuilder().setShort((int) number).build();
  }

  private static ValueType ofInt(long number) {
    return ValueType.newBuilder().setInt((int) number).build();
  }

  private static ValueType ofLong(long number) {
    return ValueType.newBuilder().setLong(number).build();
  }
}
