package dev.leat.cli.verify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.destination.duckdb.TableDifference;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Verdicts for programs. Stateless. */
public final class VerdictJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private VerdictJson() {}

  /** What {@link VerdictText} says, as one JSON object on one line. */
  public static String of(Verdict verdict) {
    ObjectNode json = JSON.createObjectNode();
    json.put(
            "verdict",
            verdict.isRight() ? "right" : verdict.exitCode() == 3 ? "incomplete" : "wrong")
        .put("exit_code", verdict.exitCode())
        .put("seed", verdict.seed())
        .put("source", verdict.source().name().toLowerCase(Locale.ROOT))
        .put("undisturbed_exit_code", verdict.undisturbedExitCode())
        .put("rows", verdict.rows())
        .put("messages", verdict.messages())
        .put("commits", verdict.commits())
        .put("kills", verdict.kills().size())
        .put("struck", verdict.struck())
        .put("lost", verdict.lost())
        .put("doubled", verdict.doubled())
        .put("stale", verdict.stale())
        .put("foreign", verdict.foreign())
        .put("failed", verdict.failed())
        .put("leaked_bytes", verdict.leaked());
    spread(json, "rows_again", verdict, each -> each.again().rows());
    spread(json, "requests_again", verdict, each -> each.again().pages());
    spread(json, "restart_ms", verdict, KillOutcome::restartMillis);
    spread(json, "left_bytes", verdict, KillOutcome::left);
    verdict.firstWrong().ifPresent(wrong -> wrong(json.putObject("first_wrong"), wrong));
    if (!verdict.words().isEmpty()) {
      json.put("words", verdict.words());
    }
    return json.toString();
  }

  private static void wrong(ObjectNode json, KillOutcome wrong) {
    json.put("at", wrong.point().text()).put("exit_code", wrong.exitCode());
    wrong.failure().ifPresent(each -> json.put("failure", each));
    ObjectNode tables = json.putObject("tables");
    for (TableDifference each : wrong.differences()) {
      ObjectNode table = tables.putObject(each.table());
      table
          .put("lost", each.lost())
          .put("doubled", each.doubled())
          .put("stale", each.stale())
          .put("foreign", each.foreign());
      each.examples().forEach(table.putArray("examples")::add);
    }
  }

  private static void spread(
      ObjectNode json, String name, Verdict verdict, ToLongFunction<KillOutcome> value) {
    json.putObject(name).put("p50", verdict.median(value)).put("max", verdict.most(value));
  }
}
