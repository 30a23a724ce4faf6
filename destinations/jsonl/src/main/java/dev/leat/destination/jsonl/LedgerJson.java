package dev.leat.destination.jsonl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.google.common.hash.Hashing;
import dev.leat.engine.destination.RunRecord;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Ledgers and runs as text. Stateless. */
final class LedgerJson {

  private static final int FORMAT = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private LedgerJson() {}

  /** The ledger as one line of JSON, and its checksum on a second line. */
  static byte[] write(Ledger ledger) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT).put("epoch", ledger.epoch());
    ledger.state().ifPresent(each -> json.putRawValue("state", new RawValue(each)));
    ledger.run().ifPresent(each -> json.set("run", node(each)));
    json.put("history_bytes", ledger.historyBytes());
    if (ledger.quarantineBytes() > 0) {
      json.put("quarantine_bytes", ledger.quarantineBytes());
    }
    ObjectNode tables = json.putObject("tables");
    ledger.tables().forEach((name, entry) -> tables.set(name, node(entry)));
    String line = text(json);
    return (line + "\n" + checksum(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} writes.
   *
   * @throws IllegalArgumentException if a byte of it was changed, or it is of a newer format; the
   *     message says which
   */
  static Ledger read(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    if (lines.length != 3 || !lines[2].isEmpty() || !checksum(lines[0]).equals(lines[1])) {
      throw new IllegalArgumentException("it is damaged, its checksum does not match");
    }
    JsonNode json = parse(lines[0]);
    if (json.path("format").asInt() != FORMAT) {
      throw new IllegalArgumentException(
          "it has format " + json.path("format") + ", this version of Leat reads " + FORMAT);
    }
    Map<String, Ledger.Entry> tables = new LinkedHashMap<>();
    json.path("tables")
        .properties()
        .forEach(each -> tables.put(each.getKey(), entry(each.getValue())));
    return new Ledger(
        json.path("epoch").asLong(),
        Optional.ofNullable(json.get("state")).map(LedgerJson::text),
        Optional.ofNullable(json.get("run")).map(LedgerJson::run),
        json.path("history_bytes").asLong(),
        json.path("quarantine_bytes").asLong(),
        tables);
  }

  /** A run as one line of JSON, with its line feed. */
  static byte[] line(RunRecord run) {
    return (text(node(run)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #line} writes.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static RunRecord run(String line) {
    return run(parse(line));
  }

  private static ObjectNode node(Ledger.Entry entry) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("file", entry.file()).put("bytes", entry.bytes());
    entry
        .next()
        .ifPresent(
            next ->
                node.putObject("next")
                    .put("file", next.file())
                    .put("bytes", next.bytes())
                    .put("lines", next.lines())
                    .put("readiness", next.readiness().name()));
    return node;
  }

  private static Ledger.Entry entry(JsonNode node) {
    return new Ledger.Entry(
        node.path("file").asText(),
        node.path("bytes").asLong(),
        Optional.ofNullable(node.get("next"))
            .map(
                next ->
                    new Ledger.Next(
                        next.path("file").asText(),
                        next.path("bytes").asLong(),
                        next.path("lines").asLong(),
                        Ledger.Readiness.valueOf(next.path("readiness").asText()))));
  }

  private static ObjectNode node(RunRecord run) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", run.id())
        .put("pipeline", run.pipeline())
        .put("connector_version", run.connectorVersion())
        .put("started_at", run.startedAt().toString());
    run.endedAt().ifPresent(each -> node.put("ended_at", each.toString()));
    node.put("outcome", run.outcome().name());
    run.message().ifPresent(each -> node.put("message", each));
    node.putRawValue("tables", new RawValue(run.tables()));
    return node;
  }

  private static RunRecord run(JsonNode node) {
    try {
      return new RunRecord(
          node.path("id").asText(),
          node.path("pipeline").asText(),
          node.path("connector_version").asText(),
          Instant.parse(node.path("started_at").asText()),
          Optional.ofNullable(node.get("ended_at")).map(each -> Instant.parse(each.asText())),
          RunRecord.Outcome.valueOf(node.path("outcome").asText()),
          Optional.ofNullable(node.get("message")).map(JsonNode::asText),
          text(node.path("tables")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a run without a time", e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
  }

  private static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String checksum(String line) {
    return Hashing.sha256().hashString(line, StandardCharsets.UTF_8).toString();
  }
}
