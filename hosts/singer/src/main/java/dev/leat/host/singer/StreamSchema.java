package dev.leat.host.singer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.Projection;
import dev.leat.host.process.StreamColumn;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A table as JSON Schema in Singer's dialect. Numbers keep every digit. Stateless. */
final class StreamSchema {

  /** The column by which Singer's targets know a row that is gone. */
  static final String DELETED_AT = "_sdc_deleted_at";

  private enum Nulls {
    ALLOWED,
    NEVER
  }

  private StreamSchema() {}

  static ObjectNode of(Table table, Projection projection) {
    ObjectNode schema = Documents.object();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (StreamColumn column : StreamColumn.of(table, projection, DELETED_AT)) {
      Nulls nulls = column.isKey() ? Nulls.NEVER : Nulls.ALLOWED;
      properties.set(column.name(), type(column.type(), nulls));
    }
    schema.put("additionalProperties", true);
    return schema;
  }

  private static ObjectNode type(DataType type, Nulls nulls) {
    return switch (type.kind()) {
      case BOOLEAN -> json("boolean", nulls);
      case SHORT -> whole(15, nulls);
      case INT -> whole(31, nulls);
      case LONG -> whole(63, nulls);
      case DECIMAL -> decimal(type, nulls);
      case FLOAT, DOUBLE -> json("number", nulls);
      case NAIVE_DATE -> json("string", nulls).put("format", "date");
      case NAIVE_TIME -> json("string", nulls).put("format", "time");
      case NAIVE_DATETIME, UTC_DATETIME -> json("string", nulls).put("format", "date-time");
      case BINARY -> json("string", nulls).put("contentEncoding", "base64");
      case XML, STRING -> json("string", nulls);
      case JSON -> anything();
    };
  }

  private static ObjectNode whole(int bits, Nulls nulls) {
    BigInteger limit = BigInteger.ONE.shiftLeft(bits);
    ObjectNode property = json("integer", nulls);
    property.put("minimum", limit.negate());
    property.put("maximum", limit.subtract(BigInteger.ONE));
    return property;
  }

  /** The step and the bounds tell a target precision and scale. */
  private static ObjectNode decimal(DataType type, Nulls nulls) {
    ObjectNode property = json(type.scale() == 0 ? "integer" : "number", nulls);
    BigDecimal bound = BigDecimal.ONE.scaleByPowerOfTen(type.precision() - type.scale());
    BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(-type.scale());
    if (type.scale() > 0) {
      property.put("multipleOf", step);
    }
    property.put("minimum", step.subtract(bound));
    property.put("maximum", bound.subtract(step));
    return property;
  }

  private static ObjectNode json(String name, Nulls nulls) {
    ObjectNode property = Documents.object();
    var types = property.putArray("type");
    if (nulls == Nulls.ALLOWED) {
      types.add("null");
    }
    types.add(name);
    return property;
  }

  private static ObjectNode anything() {
    ObjectNode property = Documents.object();
    var types = property.putArray("type");
    for (String each : new String[] {"null", "object", "array", "string", "number", "boolean"}) {
      types.add(each);
    }
    return property;
  }
}
