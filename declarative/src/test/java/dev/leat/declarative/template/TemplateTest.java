package dev.leat.declarative.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.declarative.template.value.ErrorKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A template's own value, its errors with their place, and its limits. */
class TemplateTest {

  private final Templates templates =
      new Templates(
          Clock.fixed(Instant.parse("2024-03-15T12:34:56Z"), ZoneOffset.UTC),
          new Random(1),
          Limits.USUAL);
  private final Map<String, Object> context = new HashMap<>();

  private Object value(String text) {
    return templates.template(text, new Place("stripe.yaml", 40, "streams.0.url")).value(context);
  }

  private TemplateException error(String text) {
    return catchThrowableOfType(TemplateException.class, () -> value(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e3", "1.10", "0x1F", "5,6", "[1]", "None", "(1)", "007", " 5"})
  void anExpressionAloneGivesItsOwnValueNotWhatItsPrintMayMean(String text) {
    context.put("record", Map.of("v", text));
    assertThat(value("{{ record.v }}")).isEqualTo(text);
    assertThat(value("{{ record['v'] if true }}")).isEqualTo(text);
  }

  @Test
  void textAroundAnExpressionGivesText() {
    context.put("config", Map.of("n", 5L));
    assertThat(value("{{ config.n }}0")).isEqualTo("50");
    assertThat(value("{{ config.n }}{{ config.n }}")).isEqualTo("55");
    assertThat(value("{{ config.n }}")).isEqualTo(5L);
  }

  @Test
  void plainTextGivesTheLiteralThatItsAuthorWrote() {
    assertThat(value("5")).isEqualTo(5L);
    assertThat(value("'5'")).isEqualTo("5");
    assertThat(value("a b")).isEqualTo("a b");
  }

  @Test
  void aValueThatDoesNotExistGivesTheEmptyText() {
    context.put("config", Map.of());
    assertThat(value("{{ config.nope }}")).isEqualTo("");
  }

  @Test
  void anExpressionWhoseTypesDoNotFitIsAnErrorNeverItsOwnText() {
    context.put("record", new HashMap<>(Collections.singletonMap("a", null)));
    assertThat(error("{{ record.a + 1 }}").kind()).isEqualTo(ErrorKind.TYPE);
  }

  @Test
  void anErrorNamesFileLinePathExpressionAndReason() {
    context.put("config", Map.of());
    assertThat(error("first\n{{ 1 }}\n{{ config.a.b }}"))
        .hasMessage(
            "stripe.yaml:42 (streams.0.url): {{ config.a.b }} cannot be evaluated:"
                + " 'dict object' has no attribute 'a'");
    assertThat(error("{{ config.a.b }}").line()).isEqualTo(40);
    assertThat(error("x {{ 1 + }}").expression()).isEqualTo("{{ 1 + }}");
    assertThat(error("{{ nope }}"))
        .hasMessageContaining("nope is not a name here; the names are config");
  }

  @Test
  void theNamesThatATemplateReadsAreKnownBeforeItRuns() {
    assertThat(
            templates
                .template("{% if a %}{{ b.c }}{% endif %}{{ now_utc() }}", Place.NOWHERE)
                .names())
        .containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{% for a in 'x' * 3000 %}{% for b in 'x' * 3000 %}{% endfor %}{% endfor %}# steps",
        "{{ 'x' * 1000000000 }}# characters or items",
        "{{ [0] * 1000000000 }}# characters or items",
        "{{ 9 ** 999999999 }}# digits",
        "{{ ('x' * 9000000) ~ ('x' * 9000000) }}# characters or items",
        "{{ '%1000000000d' % 1 }}# characters or items",
        "{{ '{:100000000}'.format(1) }}# characters or items",
        "{{ 'x'.ljust(1000000000) }}# characters or items",
        "{{ ('ab' * 100000).replace('', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')"
            + " }}# characters",
        "{{ ('x' * 3000) | regex_search('(x+x+x+x+y)') }}# steps",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}# levels deep",
        "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}# levels deep",
        "{% set l = [1] %}{% for i in 'x' * 60 %}{% set _ = l.extend(l) %}{% endfor %}# steps",
        "{{ 1 | round(1000000000) }}#",
        "{{ lipsum(1000000000) }}# characters or items"
      })
  void aTemplateThatRunsOrGrowsWithoutEndIsStopped(String text, String reason) {
    if (reason == null) {
      assertThat(value(text)).isEqualTo(1L);
      return;
    }
    TemplateException error = error(text);
    assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT);
    assertThat(error).hasMessageContaining("was stopped").hasMessageContaining(reason.strip());
  }

  @Test
  void nestingDeeperThanAnyoneWritesIsStopped() {
    assertThat(error("{{ " + "(".repeat(5000) + ")".repeat(5000) + " }}").kind())
        .isEqualTo(ErrorKind.LIMIT);
    assertThat(error("{% if 1 %}".repeat(5000)).kind()).isEqualTo(ErrorKind.LIMIT);
    assertThat(error("{{ " + "not ".repeat(5000) + "1 }}").kind()).isEqualTo(ErrorKind.LIMIT);
    assertThat(error("{{ 1" + " + 1".repeat(100_000) + " }}").kind()).isEqualTo(ErrorKind.LIMIT);
  }

  @Test
  void aContextHandedOverAsUnmodifiableStaysAsItIs() {
    context.put("config", Map.of("a", List.of(1L)));
    assertThat(error("{{ config.pop('a') }}").kind()).isEqualTo(ErrorKind.UNSAFE);
    assertThat(error("{{ config.a.append(2) }}").kind()).isEqualTo(ErrorKind.UNSAFE);
    assertThat(value("{{ config.a }}")).isEqualTo(List.of(1L));
  }

  @Test
  void oneTemplateServesManyThreads() throws Exception {
    Template template = templates.template("{% set n = x * 2 %}{{ n }}-{{ n + 1 }}", Place.NOWHERE);
    List<Thread> threads = new ArrayList<>();
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    for (long t = 0; t < 4; t++) {
      long x = t;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 500; i++) {
                  String printed = template.print(Map.of("x", x));
                  if (!printed.equals(2 * x + "-" + (2 * x + 1))) {
                    wrong.add(printed);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread each : threads) {
      each.join();
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aPlaceAndALimitAreChecked() {
    assertThatThrownBy(() -> new Place("a", 0, "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
