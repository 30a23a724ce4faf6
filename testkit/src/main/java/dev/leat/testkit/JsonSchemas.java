package dev.leat.testkit;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leat.sdk.protocol.wire.Protocol;
import java.util.List;

/** What JSON Schema says against a text. Stateless. */
final class JsonSchemas {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema MESSAGE = REGISTRY.getSchema(Protocol.schema(), InputFormat.JSON);

  private JsonSchemas() {}

  /** What is wrong with a line of the protocol; empty if nothing. */
  static List<String> problemsOfMessage(String line) {
    return texts(MESSAGE.validate(line, InputFormat.JSON));
  }

  /** What is wrong with a JSON Schema of draft 2020-12; empty if nothing. */
  static List<String> problemsOfSchema(String schema) {
    return texts(
        REGISTRY
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
            .validate(schema, InputFormat.JSON));
  }

  private static List<String> texts(List<Error> errors) {
    return errors.stream().map(Error::toString).toList();
  }
}
