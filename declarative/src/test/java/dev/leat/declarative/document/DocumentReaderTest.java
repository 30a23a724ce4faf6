package dev.leat.declarative.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file as a tree with places; what is wrong with it is said with its place. */
class DocumentReaderTest {

  private static Node read(String text) {
    return DocumentReader.read("m.yaml", text).root();
  }

  private static DocumentException refused(String text) {
    return catchThrowableOfType(DocumentException.class, () -> read(text));
  }

  @Test
  void everyValueAndEveryKeyKnowsWhereItIsWritten() {
    Node.Mapping root = (Node.Mapping) read("a: 1\nb:\n  - x\n  - {c: yes}\n");
    assertThat(root.fields().get("b").key()).isEqualTo(new Mark("m.yaml", 2, 1));
    Node.Sequence items = (Node.Sequence) root.value("b");
    assertThat(items.items().get(0).mark()).isEqualTo(new Mark("m.yaml", 3, 5));
    Node.Mapping last = (Node.Mapping) items.items().get(1);
    assertThat(last.value("c")).isEqualTo(new Node.Scalar(true, new Mark("m.yaml", 4, 9)));
  }

  @Test
  void anUnquotedDateStaysText() {
    assertThat(read("a: 2024-01-01\nb: 2024-01-01T00:00:00Z").plain())
        .isEqualTo(Map.of("a", "2024-01-01", "b", "2024-01-01T00:00:00Z"));
  }

  @Test
  void jsonIsReadWhateverItsIndentation() {
    assertThat(read("{\n\t\"a\": [1, \"x\\ty\\/z\"],\n\t\"b\": {\"c\": null}\n}").plain())
        .isEqualTo(new HashMap<>(Map.of("a", Arrays.asList(1L, "x\ty/z"), "b", nothing("c"))));
  }

  private static Map<String, Object> nothing(String key) {
    return new HashMap<>(Collections.singletonMap(key, null));
  }

  @Test
  void aKeyThatIsWrittenTwiceCountsTheLastTimeWithAWarning() {
    DocumentReader.Document document = DocumentReader.read("m.yaml", "a: 1\nb: 2\na: 3");
    assertThat(document.root().plain()).isEqualTo(Map.of("a", 3L, "b", 2L));
    assertThat(document.problems())
        .containsExactly(
            Problem.warning(
                new Mark("m.yaml", 3, 1),
                "",
                "a is written twice: the last one counts; remove the other"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: [1|m.yaml:1:6: the file is not YAML: while parsing a flow sequence: expected ',' or"
            + " ']'",
        "a: b: c|m.yaml:1:5: the file is not YAML: mapping values are not allowed here; put a text"
            + " that holds a colon in quotes",
        "a: *nope|m.yaml:1:4: the file is not YAML: found undefined alias nope; define it above"
            + " with &",
        "a: !!python/name:os x|m.yaml:1:4: the tag tag:yaml.org,2002:python/name:os is not known:"
            + " remove it",
        "a: &x {b: *x}|m.yaml:1:4: an alias leads back to where it stands",
        "[1]: a|m.yaml:1:1: a key must be text: put it in quotes"
      })
  void whatIsNotYamlIsRefusedWithItsPlaceAndWhatToDo(String text, String message) {
    assertThat(refused(text)).hasMessageStartingWith(message);
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThat(refused("# nothing")).hasMessage("m.yaml:1:1: the file is empty");
  }

  @Test
  void aliasesThatMultiplyAreRefusedBeforeTheyFillTheMemory() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(String.join(", ", Collections.nCopies(10, "*a" + (i - 1))));
      bomb.append("]\n");
    }
    assertThat(refused(bomb.toString())).hasMessageContaining("aliases make more than 1000000");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(refused("[".repeat(10_000) + "]".repeat(10_000))).hasMessageContaining("not YAML");
  }

  @Test
  void anyTextIsReadOrRefusedWithAPlace() {
    Random random = new Random(3);
    List<String> pieces =
        List.of(
            "a", ":", " ", "\n", "-", "{", "}", "[", "]", "&a", "*a", "!!int", "'", "\"", "|", ">",
            "?", "<<", "012", "1:30", "#", "%", "@", "\t", "é", "---", ",", "\\");
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      try {
        read(text.toString());
      } catch (DocumentException e) {
        assertThat(e.problems()).isNotEmpty();
      }
    }
  }
}
