package dev.leat.sdk.protocol.wire;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.StateOwner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connector's output in tests: written, read, validated. */
public final class Lines {

  public static final ConnectorInfo CONNECTOR =
      new ConnectorInfo("keyset", "0.1.0", URI.create("https://example.com/keyset"));
  public static final StateOwner OWNER =
      StateOwner.of("keyset", Map.of("base_url", "http://127.0.0.1:5001/pagination/keyset"));
  public static final TableName USER = new TableName("user");
  public static final Table USERS =
      Table.named("user")
          .column("id", DataType.STRING)
          .column("name", DataType.STRING)
          .column("updatedAt", DataType.UTC_DATETIME)
          .key("id")
          .versionedBy("updatedAt");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Protocol.schema(), InputFormat.JSON);

  private Lines() {}

  /** The lines of a complete sync of these operations. */
  static byte[] of(List<Operation> operations, Table... tables) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OperationWriter writer = new OperationWriter(out, Redactor.none());
    writer.hello(CONNECTOR, dev.leat.sdk.schema.Schema.of(tables));
    operations.forEach(writer::accept);
    writer.end(SyncResult.complete());
    return out.toByteArray();
  }

  /** What a reader hands on of these bytes; throws what it throws. */
  static List<Operation> read(byte[] bytes) throws InterruptedException {
    List<Operation> operations = new ArrayList<>();
    read(bytes, operations);
    return operations;
  }

  /** Adds to {@code operations} what a reader hands on, until it throws or the stream ends. */
  static SyncResult read(byte[] bytes, List<Operation> operations) throws InterruptedException {
    return new OperationReader(new ByteArrayInputStream(bytes), OWNER).readTo(operations::add);
  }

  static SyncResult read(String lines, List<Operation> operations) throws InterruptedException {
    return read(lines.getBytes(StandardCharsets.UTF_8), operations);
  }

  public static List<String> split(byte[] bytes) {
    return List.of(new String(bytes, StandardCharsets.UTF_8).split("\n"));
  }

  /** What the JSON Schema says against a line; empty if nothing. */
  public static List<String> problems(String line) {
    return SCHEMA.validate(line, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
