package dev.leat.host.fivetran.tester;

import com.google.protobuf.Timestamp;
import dev.leat.host.fivetran.wire.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;

/**
 * A value as one text, the same whichever type carries it: a column that became wider must not look
 * like one whose rows differ. Stateless.
 */
final class StoredText {

  private StoredText() {}

  /**
   * Numbers without an exponent and without trailing zeros, dates and times in ISO 8601, bytes in
   * base64.
   *
   * @param value not null
   */
  static String of(ValueType value) {
    return switch (value.getInnerCase()) {
      case BOOL -> Boolean.toString(value.getBool());
      case SHORT -> Integer.toString(value.getShort());
      case INT -> Integer.toString(value.getInt());
      case LONG -> Long.toString(value.getLong());
      case FLOAT -> number(Float.toString(value.getFloat()));
      case DOUBLE -> number(Double.toString(value.getDouble()));
      case DECIMAL -> number(value.getDecimal());
      case NAIVE_DATE -> local(value.getNaiveDate()).toLocalDate().toString();
      case NAIVE_TIME -> local(value.getNaiveTime()).toLocalTime().toString();
      case NAIVE_DATETIME -> local(value.getNaiveDatetime()).toString();
      case UTC_DATETIME -> instant(value.getUtcDatetime()).toString();
      case BINARY -> Base64.getEncoder().encodeToString(value.getBinary().toByteArray());
      case STRING -> value.getString();
      case JSON -> value.getJson();
      case XML -> value.getXml();
      case NULL, INNER_NOT_SET -> "";
    };
  }

  private static String number(String text) {
    try {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return text; // NaN, an infinity, or a decimal that is none, which the rules note.
    }
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private static LocalDateTime local(Timestamp time) {
    return LocalDateTime.ofEpochSecond(time.getSeconds(), time.getNanos(), ZoneOffset.UTC);
  }
}
