package dev.leat.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults names tests that exist, or says why there is none. */
class FaultsPageTest {

  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final String NO_TEST = "does not (apply: |hold yet: ).+";
  private static final int COLUMNS_OF_FAULTS = 4;
  private static final int COLUMNS_OF_KNOWN_FAILURES = 3;

  private final String page = read(Sources.checkout().resolve("docs/evidence/faults.md"));

  @Test
  void everyRowNamesATestOrSaysWhyThereIsNone() {
    List<List<String>> faults = rows(COLUMNS_OF_FAULTS);
    List<List<String>> known = rows(COLUMNS_OF_KNOWN_FAILURES);

    assertThat(faults).hasSizeGreaterThan(100);
    assertThat(faults)
        .allSatisfy(
            row -> {
              boolean tested = TEST.matcher(row.get(2)).find();
              assertThat(row.get(3)).as(row.get(0)).matches(tested ? "holds.*" : NO_TEST);
              assertThat(row.get(2).isEmpty()).as(row.get(0)).isEqualTo(!tested);
            });
    assertThat(known).hasSizeGreaterThan(20);
    assertThat(known).allSatisfy(row -> assertThat(row.get(2)).containsPattern(TEST));
  }

  @Test
  void everyTestThatItNamesExists() {
    Map<String, String> sources = sources();
    List<MatchResult> named = TEST.matcher(page).results().toList();

    assertThat(named).hasSizeGreaterThan(150);
    assertThat(named.stream().filter(test -> !exists(test, sources)).map(MatchResult::group))
        .as("tests that the page names and nobody wrote")
        .isEmpty();
  }

  @Test
  void everyFaultOfThePlaygroundHasItsRow() {
    assertThat(Faults.kinds())
        .hasSizeGreaterThan(20)
        .allSatisfy(kind -> assertThat(page).contains("`" + kind.split("[ :]", 2)[0] + "`"));
  }

  /** The rows of the tables with so many columns, without their heads. */
  private List<List<String>> rows(int columns) {
    return page.lines()
        .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
        .map(line -> Stream.of(line.substring(1).split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(0, cells.size() - 1))
        .filter(cells -> cells.size() == columns)
        .filter(cells -> !cells.get(0).matches("-+|fault|case|class"))
        .toList();
  }

  private static boolean exists(MatchResult test, Map<String, String> sources) {
    return Stream.of(sources.getOrDefault(test.group(1), "").split("\n\n", -1))
        .filter(method -> method.contains("void " + test.group(2) + "("))
        .anyMatch(method -> method.matches("(?s).*@(Parameterized|Repeated)?Test\\b.*"));
  }

  /** The source of each class of tests, and of each contract that tests inherit, by its name. */
  private static Map<String, String> sources() {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> all = Files.walk(Sources.checkout())) {
      all.filter(each -> each.toString().matches(".*/src/.*(Test|IT|Contract|Behaviour)\\.java"))
          .forEach(each -> sources.merge(name(each), read(each), String::concat));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
