package dev.leat.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pages say of guards, and what is switched off, are the same. */
class GuardsPageTest {

  private static final Path PAGE = Path.of("docs/evidence/guards.md");
  private static final String MARK = "<!-- from the list of guards -->\n";

  /** A table of the manual whose second column is the guard. */
  private static final Pattern TABLE =
      Pattern.compile("\\| what goes wrong \\| guard \\|\\n.*\\n((\\|.*\\n)+)");

  @Test
  void thePageShowsTheListOfGuards() throws IOException {
    String page = Module.read(PAGE);
    String expected =
        page.substring(0, page.indexOf(MARK)) + MARK + GuardsPage.tables(Guards.all());
    Path written = Files.writeString(Path.of("target/guards.md"), expected);

    assertThat(page)
        .as("%s is not the list of guards: copy ablation/%s to it", PAGE, written)
        .isEqualTo(expected);
  }

  @Test
  void everyGuardThatTheManualPromisesIsSwitchedOff() {
    List<String> promised =
        TABLE
            .matcher(Module.read(Path.of("docs/strategies.md")))
            .results()
            .flatMap(table -> table.group(1).lines())
            .map(row -> row.split("\\|", -1)[1].strip())
            .toList();
    Set<String> kept =
        Guards.all().stream()
            .map(Guard::promise)
            .filter(promise -> !promise.isBlank())
            .collect(Collectors.toSet());

    assertThat(promised).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(kept).containsExactlyInAnyOrderElementsOf(promised);
  }

  @Test
  void noTwoGuardsOfAGroupHaveOneName() {
    Map<String, Long> names =
        Guards.all().stream()
            .collect(Collectors.groupingBy(Guard::toString, Collectors.counting()));

    assertThat(names.values()).hasSizeGreaterThan(100).containsOnly(1L);
  }
}
