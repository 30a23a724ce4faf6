package dev.leat.sdk.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.sdk.Operation;
import dev.leat.sdk.contract.DefectException;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.JsonRow;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationReaderTest {

  private static final String HELLO =
      "{\"type\":\"hello\",\"protocol\":1,\"connector\":\"mine\",\"version\":\"1\"}\n";
  private static final String SCHEMA =
      "{\"type\":\"schema\",\"table\":{\"name\":\"user\",\"primary_key\":[\"id\"],\"columns\":[]}}\n";
  private static final String CHECKPOINT = "{\"type\":\"checkpoint\",\"state\":{\"tables\":{}}}\n";
  private static final String END = "{\"type\":\"end\",\"result\":\"complete\"}\n";

  @Test
  void acceptsKeysInAnyOrderAndBlanksBetweenThem() throws Exception {
    List<Operation> operations = new ArrayList<>();

    Lines.read(
        HELLO
            + SCHEMA
            + " { \"row\" : {\"id\":1} ,\t\"table\":\"us\\u0065r\", \"type\":\"upsert\" } \n"
            + "{\"row\":{\"id\":2},\"type\":\"upsert\",\"table\":\"user\"}\n"
            + "{\"type\":\"upsert\",\"table\":\"user\",\"row\":{\"id\":3} }\n"
            + "{\"type\":\"upsert\",\"table\":\"user\",\"row\":{\"id\":4}}\n"
            + CHECKPOINT
            + END,
        operations);

    assertThat(operations.subList(1, 5))
        .containsExactly(
            upsert("{\"id\":1}"), upsert("{\"id\":2}"), upsert("{\"id\":3}"), upsert("{\"id\":4}"));
  }

  @Test
  void handsOnRowsAsTheyWereSpelled() throws Exception {
    String row = "{\"id\": 1.50, \"n\":123456789012345678901234567890, \"u\":\"\\u00e9\"}";
    List<Operation> operations = new ArrayList<>();

    Lines.read(HELLO + SCHEMA + data(row) + CHECKPOINT + END, operations);

    assertThat(operations.get(1)).isEqualTo(upsert(row));
  }

  @Test
  void refusesANewerProtocolInWords() {
    assertThatThrownBy(() -> Lines.read(HELLO.replace(":1,", ":2,") + END, new ArrayList<>()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("speaks protocol 2, this version of Leat reads 1: upgrade Leat");
  }

  @Test
  void saysWhereTheFaultIs() {
    String stream = HELLO + SCHEMA + data("{\"id\":1,\"name\":}");

    ProtocolException fault =
        catchThrowableOfType(ProtocolException.class, () -> Lines.read(stream, new ArrayList<>()));

    assertThat(fault.lineNumber()).isEqualTo(3);
    assertThat(fault.byteOffset()).isEqualTo(stream.indexOf(":}") + 1);
  }

  @Test
  void refusesARowThatIsNoJsonThoughLinesLikeItCameBefore() {
    for (String row : List.of("{\"id\":2,\"name\":}", "{\"id\":2}}{", "{\"id\":2")) {
      assertThatThrownBy(
              () -> Lines.read(HELLO + SCHEMA + data("{\"id\":1}") + data(row), new ArrayList<>()))
          .isInstanceOf(ProtocolException.class)
          .hasMessageStartingWith("Line 4 of the connector's output");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"upsert\",\"table\":\"user\",\"row\":[1]} | \"row\" must be an object",
        "{\"type\":\"upsert\",\"table\":\"user\"} | it has no \"row\"",
        "{\"type\":\"upsert\",\"table\":\"other\",\"row\":{}} | no schema line declared table",
        "{\"type\":\"upsert\",\"table\":\"user\",\"row\":{},\"row\":{}} | \"row\" twice",
        "{\"type\":\"upsert\",\"table\":\"user\",\"row\":{},\"op\":1} | knows no \"op\"",
        "{\"type\":\"upsert\",\"table\":\"user\",\"row\":{}}} | something follows the message",
        "{\"type\":\"upsert\",\"table\":\"user\",\"row\":{}},{} | something follows the message",
        "{\"type\":\"log\",\"message\":\"hi\"} | knows no message of type \"log\"",
        "{\"type\":\"warning\"} | \"message\" must be there",
        "{\"type\":\"truncate\",\"table\":\"user\",\"before\":\"yesterday\"} | yesterday",
        "{\"type\":\"checkpoint\",\"state\":{\"tables\":[]}} | \"tables\" must be an object",
        "{\"type\":\"checkpoint\",\"state\":{\"tables\":{}},\"counts\":{\"user\":1}} | counts 1"
            + " lines",
        "{\"type\":\"checkpoint\",\"state\":{\"tables\":{}},\"digest\":\"0\"} | digest is 0",
        "{\"type\":\"end\",\"result\":\"incomplete\"} | with a \"reason\"",
        "{\"type\":\"end\",\"result\":\"done\"} | must be \"complete\"",
        "{\"type\":\"schema\",\"table\":{\"name\":\"t\",\"primary_key\":[],\"columns\":[{\"name\":\"a\",\"type\":\"TEXT\"}]}}"
            + " | \"type\" is \"TEXT\"",
        "Connecting to the source | only messages may go to stdout",
      })
  void refusesALineThatIsNoMessage(String line, String problem) {
    assertThatThrownBy(() -> Lines.read(HELLO + SCHEMA + line + "\n" + END, new ArrayList<>()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageStartingWith("Line 3 of the connector's output")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesAStateOfSomebodyElse() {
    String other = "{\"type\":\"checkpoint\",\"state\":{\"connector\":\"offset\",\"tables\":{}}}\n";

    assertThatThrownBy(() -> Lines.read(HELLO + other + END, new ArrayList<>()))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("belongs to connector \"offset\"");
  }

  @Test
  void refusesRowsThatNoCheckpointClaims() {
    assertThatThrownBy(() -> Lines.read(HELLO + SCHEMA + data("{}") + END, new ArrayList<>()))
        .hasMessageContaining("rows after its last checkpoint");
  }

  @Test
  void refusesAStreamWithoutEnd() {
    assertThatThrownBy(() -> Lines.read(HELLO + SCHEMA, new ArrayList<>()))
        .hasMessageContaining("without an \"end\"");
    assertThatThrownBy(() -> Lines.read("", new ArrayList<>()))
        .hasMessageContaining("before the hello");
  }

  @Test
  void refusesLinesBeyondTheLimitBeforeItHoldsThem() {
    byte[] stream =
        (HELLO + SCHEMA + data("{\"a\":\"" + "x".repeat(2_000_000) + "\"}"))
            .getBytes(StandardCharsets.UTF_8);
    OperationReader reader =
        new OperationReader(new ByteArrayInputStream(stream), Lines.OWNER, 1_000_000);

    assertThatThrownBy(() -> reader.readTo(each -> {}))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("more than 1000000 bytes");
  }

  @Test
  void readsARowOfSeveralMegabytes() throws Exception {
    String row = "{\"a\":\"" + "x".repeat(3_000_000) + "\"}";
    List<Operation> operations = new ArrayList<>();

    Lines.read(HELLO + SCHEMA + data(row) + data("{}") + CHECKPOINT + END, operations);

    assertThat(operations.subList(1, 3)).containsExactly(upsert(row), upsert("{}"));
  }

  @ParameterizedTest
  @CsvSource({"configuration", "source_unavailable", "source_data", "defect"})
  void throwsTheFailureThatTheProcessStates(String kind) {
    String error = "{\"type\":\"error\",\"kind\":\"" + kind + "\",\"message\":\"wait\"}\n";
    Class<?> expected =
        switch (kind) {
          case "configuration" -> ConfigurationException.class;
          case "source_unavailable" -> SourceUnavailableException.class;
          case "source_data" -> SourceDataException.class;
          default -> DefectException.class;
        };

    assertThatThrownBy(() -> Lines.read(HELLO + error, new ArrayList<>()))
        .isInstanceOf(expected)
        .hasMessage("wait");
    assertThatThrownBy(() -> Lines.read(error, new ArrayList<>())).isInstanceOf(expected);
  }

  private static String data(String row) {
    return "{\"type\":\"upsert\",\"table\":\"user\",\"row\":" + row + "}\n";
  }

  private static Operation upsert(String row) {
    return new Operation.Upsert(Lines.USER, JsonRow.parse(row));
  }
}
