package dev.leat.host.contract;

import dev.leat.sdk.Connector;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.protocol.ConnectorProcess;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.util.List;
import java.util.Map;

/**
 * What connectors do wrong, or their sources, and the verdict that every host must give: who must
 * act, in which words, and which rows are kept.
 */
enum Misbehaviour {
  A_ROW_WITHOUT_ITS_KEY(
      ExitCode.COMPLETE,
      "the row has no value in its key column \"id\"",
      2,
      (request, out) -> {
        out.upsert(user(), row("{\"id\":\"1\"}"));
        out.upsert(user(), row("{\"name\":\"nobody\"}"));
        out.upsert(user(), row("{\"id\":null}"));
        out.upsert(user(), row("{\"id\":\"2\"}"));
        return claimed(request, out);
      }),
  A_RECORD_THAT_IS_NOT_AN_OBJECT(
      ExitCode.COMPLETE,
      "the record is a number",
      1,
      (request, out) -> {
        out.setAside(user(), "7", "the record is a number");
        out.upsert(user(), row("{\"id\":\"1\"}"));
        return claimed(request, out);
      }),
  A_TABLE_THAT_NOBODY_KNOWS(
      "sent an operation of table \"ghost\", which is neither selected nor announced",
      (request, out) -> {
        out.upsert(ghost().name(), row("{\"id\":\"1\"}"));
        return claimed(request, out);
      }),
  A_ROW_BEFORE_ITS_SCHEMA(
      "sent an operation of table \"ghost\", which is neither selected nor announced",
      (request, out) -> {
        out.upsert(ghost().name(), row("{\"id\":\"1\"}"));
        out.schemaChange(ghost());
        return claimed(request, out);
      }),
  ROWS_THAT_NOBODY_CLAIMS(
      "returned with 1 operation after its last checkpoint, the last of table \"user\"",
      (request, out) -> {
        out.upsert(user(), row("{\"id\":\"1\"}"));
        return SyncResult.complete();
      }),
  A_DELETE_WITHOUT_ITS_KEY(
      "sent a delete of table \"user\" without its key \"id\" (the row has name)",
      (request, out) -> {
        out.delete(user(), row("{\"name\":\"x\"}"));
        return claimed(request, out);
      }),
  AN_UPDATE_WITHOUT_ITS_KEY(
      "sent an update of table \"user\" without its key \"id\" (the row has id, name)",
      (request, out) -> {
        out.update(user(), row("{\"id\":null,\"name\":\"x\"}"));
        return claimed(request, out);
      }),
  A_STATE_OF_SOMEBODY_ELSE(
      "sent a checkpoint whose state belongs to another connector or source",
      (request, out) -> {
        out.checkpoint(State.empty(StateOwner.of("other", Map.of())));
        return SyncResult.complete();
      }),
  A_CURSOR_OF_A_TABLE_THAT_IS_NOT_READ(
      "drops or moves the cursor of table \"ghost\"",
      (request, out) -> {
        out.checkpoint(request.state().with(ghost().name(), Cursor.of("at", "1")));
        return SyncResult.complete();
      }),
  NULL_FOR_AN_OPERATION(
      "sent null in place of an operation",
      (request, out) -> {
        out.accept(null);
        return claimed(request, out);
      }),
  NULL_FOR_A_RESULT("sync() returned null", (request, out) -> null),
  ANOTHER_THREAD(
      "The sink was called by thread \"elsewhere\"",
      (request, out) -> {
        RuntimeException[] refusal = new RuntimeException[1];
        Thread other =
            new Thread(
                () -> {
                  try {
                    out.warning("from elsewhere");
                  } catch (InterruptedException | RuntimeException e) {
                    refusal[0] = (RuntimeException) e;
                  }
                },
                "elsewhere");
        other.start();
        other.join();
        return refusal[0] == null ? claimed(request, out) : SyncResult.complete();
      }),
  A_REFUSAL_THAT_IS_SWALLOWED(
      "sent an operation of table \"ghost\"",
      (request, out) -> {
        try {
          out.upsert(ghost().name(), row("{\"id\":\"1\"}"));
        } catch (RuntimeException e) {
          return SyncResult.complete();
        }
        throw new AssertionError("not refused");
      }),
  A_REFUSAL_THAT_IS_CALLED_ANOTHER_NAME(
      "sent an operation of table \"ghost\"",
      (request, out) -> {
        try {
          out.upsert(ghost().name(), row("{\"id\":\"1\"}"));
        } catch (RuntimeException e) {
          throw new SourceUnavailableException("the source is away", e);
        }
        throw new AssertionError("not refused");
      }),
  NO_TABLES("discover() gave no table", null),
  A_CRASH(
      "A defect of the connector, java.lang.IllegalStateException: the list is empty",
      (request, out) -> {
        throw new IllegalStateException("the list is empty");
      }),
  BROKEN_DATA(
      ExitCode.SOURCE_DATA,
      "the page is cut",
      0,
      (request, out) -> {
        throw new SourceDataException("the page is cut");
      }),
  A_SOURCE_THAT_IS_AWAY(
      ExitCode.SOURCE_UNAVAILABLE,
      "GET /users answered 503",
      0,
      (request, out) -> {
        throw new SourceUnavailableException("GET /users answered 503");
      }),
  A_SETTING_THAT_IS_WRONG(
      ExitCode.CONFIGURATION,
      "the token is refused",
      0,
      (request, out) -> {
        throw new ConfigurationException("the token is refused");
      });

  private final ExitCode code;
  private final String words;
  private final int rows;

  @SuppressWarnings("ImmutableEnumChecker") // Scripts are lambdas that hold nothing.
  private final ScriptedConnector.Script script;

  Misbehaviour(String words, ScriptedConnector.Script script) {
    this(ExitCode.DEFECT, words, 0, script);
  }

  Misbehaviour(ExitCode code, String words, int rows, ScriptedConnector.Script script) {
    this.code = code;
    this.words = words;
    this.rows = rows;
    this.script = script;
  }

  /** Who must act, by the code of a process. */
  ExitCode code() {
    return code;
  }

  /** What people must be told. */
  String words() {
    return words;
  }

  /** How many rows must be kept. */
  int rows() {
    return rows;
  }

  Connector connector() {
    Schema schema = script == null ? new Schema(List.of()) : Schema.of(ScriptedConnector.USER);
    return new ScriptedConnector(schema, script);
  }

  /** The process of the connector whose name is the first argument. */
  public static void main(String[] arguments) {
    String[] rest = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
    System.exit(ConnectorProcess.run(valueOf(arguments[0]).connector(), rest));
  }

  private static SyncResult claimed(SyncRequest request, OperationSink out)
      throws InterruptedException {
    out.checkpoint(ScriptedConnector.at(request, ScriptedConnector.USER, 1));
    return SyncResult.complete();
  }

  private static TableName user() {
    return ScriptedConnector.USER.name();
  }

  private static Table ghost() {
    return Table.named("ghost").key("id");
  }

  private static Row row(String json) {
    return JsonRow.parse(json);
  }
}
