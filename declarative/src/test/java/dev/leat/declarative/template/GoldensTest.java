package dev.leat.declarative.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.declarative.template.value.Printer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every template gives what the original engine gave: the same value and type, or the same error.
 */
class GoldensTest {

  private final Goldens goldens = Goldens.read();
  private final Templates templates =
      new Templates(
          Clock.fixed(Instant.parse("2024-03-15T12:34:56.789012Z"), ZoneOffset.UTC),
          new Random(1),
          Limits.USUAL);

  @Test
  void everyTemplateGivesWhatTheOriginalGave() {
    List<String> differences = new ArrayList<>();
    for (Goldens.Case golden : goldens.cases()) {
      String difference = difference(golden);
      if (difference != null) {
        differences.add(golden.template() + "  " + golden.mode() + "\n    " + difference);
      }
    }
    assertThat(goldens.cases()).hasSizeGreaterThan(2500);
    assertThat(differences).isEmpty();
  }

  private String difference(Goldens.Case golden) {
    Object value;
    try {
      value = evaluate(golden, goldens.context(golden));
    } catch (TemplateException e) {
      if (!golden.fails()) {
        return "expected " + golden.line().get("r") + ", was " + e.kind() + ": " + e.reason();
      }
      boolean same = e.kind() == Goldens.kind(golden.line());
      return same ? null : "expected " + golden.line() + ", was " + e.kind() + ": " + e.reason();
    }
    JsonNode typed = TypedText.of(value);
    if (golden.fails()) {
      return "expected " + golden.line() + ", was " + typed;
    }
    JsonNode expected = golden.line().get("r");
    if (golden.unstable()) {
      return expected.get(0).equals(typed.get(0))
          ? null
          : "expected " + expected + ", was " + typed;
    }
    if (!expected.equals(typed)) {
      return "expected " + expected + ", was " + typed;
    }
    String text = golden.line().path("text").asText(null);
    boolean printsSame = text == null || text.equals(Printer.print(value));
    return printsSame ? null : "should print " + text + ", prints " + Printer.print(value);
  }

  private Object evaluate(Goldens.Case golden, Map<String, Object> context) {
    Template template = templates.template(golden.template(), Place.NOWHERE);
    return switch (golden.mode()) {
      case "bool" -> template.rereadCondition(context);
      case "string" ->
          template.reread(context, Optional.of(golden.template()), Set.copyOf(golden.types()));
      case "param" ->
          template.reread(context, Optional.empty(), Set.of(LiteralType.STR, LiteralType.LIST));
      default -> template.reread(context, Optional.empty(), Set.copyOf(golden.types()));
    };
  }
}
