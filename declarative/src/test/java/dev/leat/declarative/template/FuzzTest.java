package dev.leat.declarative.template;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a file says, a template ends with a value or with the error of a template. */
class FuzzTest {

  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{%",
          "%}",
          "{#",
          "#}",
          "-",
          "if",
          "else",
          "elif",
          "endif",
          "for",
          "in",
          "endfor",
          "set",
          "endset",
          "macro",
          "endmacro",
          "call",
          "endcall",
          "filter",
          "endfilter",
          "with",
          "endwith",
          "block",
          "endblock",
          "raw",
          "endraw",
          "is",
          "not",
          "and",
          "or",
          "config",
          "record",
          ".",
          "[",
          "]",
          "(",
          ")",
          "{",
          "}",
          ",",
          ":",
          "|",
          "~",
          "+",
          "*",
          "**",
          "/",
          "//",
          "%",
          "==",
          "<",
          "=",
          "'a'",
          "\"",
          "'",
          "1",
          "2.5",
          "none",
          "true",
          "x",
          "items",
          "get",
          "map",
          "join",
          "sort",
          "list",
          "int",
          "string",
          "tojson",
          "now_utc()",
          "duration('P1D')",
          "loop",
          "self",
          "namespace",
          "\n",
          "é",
          "😀",
          "\\",
          "split",
          "format",
          "'%s'",
          "strftime",
          "[0]",
          ".a.b");

  private final Templates templates =
      new Templates(
          Clock.fixed(Instant.parse("2024-03-15T12:34:56Z"), ZoneOffset.UTC),
          new Random(1),
          new Limits(20_000, 50, 100_000));

  @Test
  void anyTextEndsWithAValueOrATemplateError() {
    Random random = new Random(5);
    Goldens goldens = Goldens.read();
    Goldens.Case std = goldens.cases().get(2000);
    for (int i = 0; i < 1_500; i++) {
      evaluate(Fuzz.text(random, PIECES), goldens, std);
      evaluate("{{ " + Fuzz.text(random, PIECES) + " }}", goldens, std);
    }
  }

  @Test
  void aTemplateWithAMistakeEndsWithAValueOrATemplateError() {
    Random random = new Random(6);
    Goldens goldens = Goldens.read();
    List<Goldens.Case> cases = goldens.cases();
    for (int i = 0; i < 1_500; i++) {
      Goldens.Case golden = cases.get(random.nextInt(cases.size()));
      evaluate(Fuzz.broken(random, golden.template()), goldens, golden);
    }
  }

  private void evaluate(String text, Goldens goldens, Goldens.Case context) {
    Template template = templates.template(text, Place.NOWHERE);
    try {
      template.value(goldens.context(context));
    } catch (TemplateException e) {
      // The one error that there may be.
    }
    try {
      template.reread(goldens.context(context), Optional.of(text), Set.of());
    } catch (TemplateException e) {
      // The one error that there may be.
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("The template " + text + " ended with " + e, e);
    }
  }
}
