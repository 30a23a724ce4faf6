package dev.leat.host.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.TextFormat;
import dev.leat.host.fivetran.FivetranHost;
import dev.leat.host.fivetran.wire.Record;
import dev.leat.host.fivetran.wire.SchemaChange;
import dev.leat.host.fivetran.wire.SchemaRequest;
import dev.leat.host.fivetran.wire.SchemaResponse;
import dev.leat.host.fivetran.wire.Selection;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc;
import dev.leat.host.fivetran.wire.SourceConnectorGrpc.SourceConnectorBlockingStub;
import dev.leat.host.fivetran.wire.Table;
import dev.leat.host.fivetran.wire.TableSelection;
import dev.leat.host.fivetran.wire.TablesWithNoSchema;
import dev.leat.host.fivetran.wire.UpdateRequest;
import dev.leat.host.fivetran.wire.UpdateResponse;
import dev.leat.host.fivetran.wire.ValueType;
import dev.leat.sdk.Connector;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Fivetran: a client of the server; a row counts once a checkpoint claims it, and a column must be
 * announced before a row may have it. Messages are in protobuf's text form.
 */
final class FivetranPlatform implements Platform {

  private static final TextFormat.Printer TEXT = TextFormat.printer().emittingSingleLine(true);

  @Override
  public String toString() {
    return "Fivetran";
  }

  @Override
  public Reading read(
      Connector connector,
      Path folder,
      Map<String, String> settings,
      String state,
      Set<String> deselected) {
    PrintStream nowhere =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (FivetranHost host = FivetranHost.start(connector, 0, Clock.systemUTC(), nowhere)) {
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress("127.0.0.1", host.port()).usePlaintext().build();
      try {
        return read(
            SourceConnectorGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS),
            UpdateRequest.newBuilder().putAllConfiguration(settings).setStateJson(state),
            deselected);
      } finally {
        channel.shutdownNow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reading read(
      SourceConnectorBlockingStub server, UpdateRequest.Builder request, Set<String> deselected) {
    List<String> messages = new ArrayList<>();
    StringBuilder said = new StringBuilder();
    Ending ending = Ending.COMPLETE;
    try {
      SchemaResponse schema =
          server.schema(
              SchemaRequest.newBuilder()
                  .putAllConfiguration(request.getConfigurationMap())
                  .build());
      messages.add(TEXT.printToString(announcing(schema)));
      request.setSelection(selection(schema, deselected));
      Iterator<UpdateResponse> stream = server.update(request.build());
      while (stream.hasNext()) {
        UpdateResponse message = stream.next();
        messages.add(TEXT.printToString(message));
        if (message.hasTask()) {
          ending = Ending.REFUSED;
          said.append(message.getTask().getMessage());
        }
      }
    } catch (StatusRuntimeException e) {
      boolean settings = e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT;
      ending = settings ? Ending.REFUSED : Ending.OTHER;
      said.append(e.getStatus().getDescription());
    }
    return new Reading(ending, messages, said.toString());
  }

  /** The schema as a change of nothing, so that the store learns of columns from messages only. */
  private static UpdateResponse announcing(SchemaResponse schema) {
    return UpdateResponse.newBuilder()
        .setSchemaChange(SchemaChange.newBuilder().setWithoutSchema(schema.getWithoutSchema()))
        .build();
  }

  private static Selection selection(SchemaResponse schema, Set<String> deselected) {
    TablesWithNoSchema.Builder tables = TablesWithNoSchema.newBuilder().setIncludeNewTables(true);
    for (Table table : schema.getWithoutSchema().getTablesList()) {
      TableSelection.Builder selection =
          TableSelection.newBuilder()
              .setTableName(table.getName())
              .setIncluded(true)
              .setIncludeNewColumns(true);
      table
          .getColumnsList()
          .forEach(
              column ->
                  selection.putColumns(column.getName(), !deselected.contains(column.getName())));
      tables.addTables(selection);
    }
    return Selection.newBuilder().setWithoutSchema(tables).build();
  }

  @Override
  public Kind kind(String message) {
    return switch (parsed(message).getOperationCase()) {
      case RECORD, RECORDS -> Kind.ROWS;
      case CHECKPOINT -> Kind.STATE;
      default -> Kind.OTHER;
    };
  }

  @Override
  public Undeclared undeclared() {
    return Undeclared.STORED;
  }

  @Override
  public Store store() {
    return new Kept();
  }

  private static UpdateResponse parsed(String message) {
    try {
      return TextFormat.parse(message, UpdateResponse.class);
    } catch (TextFormat.ParseException e) {
      throw new AssertionError("No message of Fivetran: " + message, e);
    }
  }

  private static final class Kept implements Store {
    private final Map<String, Set<String>> columns = new TreeMap<>();
    private final Map<String, Map<String, JsonNode>> tables = new TreeMap<>();
    private final List<Record> unclaimed = new ArrayList<>();
    private String state = "";

    @Override
    public void take(String line) {
      UpdateResponse message = parsed(line);
      switch (message.getOperationCase()) {
        case SCHEMA_CHANGE ->
            message.getSchemaChange().getWithoutSchema().getTablesList().forEach(this::announce);
        case RECORD -> unclaimed.add(message.getRecord());
        case RECORDS -> unclaimed.addAll(message.getRecords().getRecordsList());
        case CHECKPOINT -> {
          unclaimed.forEach(this::put);
          unclaimed.clear();
          state = message.getCheckpoint().getStateJson();
        }
        default -> {} // Warnings and tasks are for people.
      }
    }

    private void announce(Table table) {
      Set<String> known = columns.computeIfAbsent(table.getName(), each -> new TreeSet<>());
      table.getColumnsList().forEach(column -> known.add(column.getName()));
    }

    private void put(Record record) {
      String table = record.getTableName();
      if (!columns.getOrDefault(table, Set.of()).containsAll(record.getDataMap().keySet())) {
        throw new AssertionError("A column before it is announced: " + record);
      }
      Map<String, JsonNode> rows = tables.computeIfAbsent(table, each -> new TreeMap<>());
      switch (record.getType()) {
        case UPSERT -> rows.put(text(record.getDataOrThrow("id")), row(record));
        case TRUNCATE -> rows.clear();
        default -> throw new AssertionError("The sources tell of no such change: " + record);
      }
    }

    private static ObjectNode row(Record record) {
      ObjectNode row = Command.JSON.createObjectNode();
      record
          .getDataMap()
          .forEach(
              (column, value) -> {
                if (!value.hasNull()) {
                  row.put(column, text(value));
                }
              });
      return row;
    }

    private static String text(ValueType value) {
      return switch (value.getInnerCase()) {
        case STRING -> value.getString();
        case LONG -> Long.toString(value.getLong());
        case BOOL -> Boolean.toString(value.getBool());
        case JSON -> value.getJson();
        case UTC_DATETIME ->
            Instant.ofEpochSecond(
                    value.getUtcDatetime().getSeconds(), value.getUtcDatetime().getNanos())
                .toString();
        default -> throw new AssertionError("The sources have no such value: " + value);
      };
    }

    @Override
    public String state() {
      return state;
    }

    @Override
    public Map<String, JsonNode> rows(String table) {
      return tables.getOrDefault(table, Map.of());
    }
  }
}
