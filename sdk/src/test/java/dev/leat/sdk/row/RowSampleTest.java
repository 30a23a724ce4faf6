package dev.leat.sdk.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSampleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "1 -2 9223372036854775807            ; LONG",
        "1 9223372036854775808               ; DECIMAL(38,0)",
        "1 0.5                               ; DOUBLE",
        "9223372036854775808 1e3             ; DOUBLE",
        "true false                          ; BOOLEAN",
        "\"a\" \"2026-01-31\"                ; STRING",
        "null null                           ; STRING",
        "null 7                              ; LONG",
        "{} {\"b\":1}                        ; JSON",
        "[1] {}                              ; JSON",
        "1 \"a\"                             ; JSON",
        "1 true                              ; JSON"
      })
  void theTypeHoldsEveryValueThatWasSeen(String values, String type) {
    RowSample sample =
        RowSample.of(
            Stream.of(values.split(" "))
                .map(each -> JsonRow.parse("{\"a\":" + each + "}"))
                .toList());

    assertThat(sample.completed(Table.named("t")).column("a").map(Column::type))
        .isEqualTo(DataType.parse(type));
  }

  @Test
  void whatATableDeclaresStaysAndTheRestFollowsInTheOrderOfTheRows() {
    Table declared = Table.named("t").column("price", DataType.decimal(12, 2)).key("id");
    RowSample sample =
        RowSample.of(
            List.of(
                JsonRow.parse("{\"id\":1,\"price\":1.5,\"b\":true}"),
                FieldRow.of("id", 2).with("a", "x").with("b", null)));

    Table completed = sample.completed(declared);

    assertThat(completed.columns())
        .extracting(each -> each.name() + " " + each.type())
        .containsExactly("price DECIMAL(12,2)", "id LONG", "b BOOLEAN", "a STRING");
    assertThat(completed.primaryKey()).containsExactly("id");
    assertThat(RowSample.of(List.of()).completed(declared)).isEqualTo(declared);
    assertThat(sample.completed(declared).versionColumn()).isEqualTo(Optional.empty());
  }
}
