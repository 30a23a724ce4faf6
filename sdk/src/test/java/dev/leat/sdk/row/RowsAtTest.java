package dev.leat.sdk.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsAtTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "/data      | {'data':[{'a':1},{'a':2}]}                    | {'a':1} {'a':2}",
        "/a~1b/c    | {'a/b':{'c':[{'a':1}]}}                       | {'a':1}",
        "/data/*    | {'data':[{'a':1},{'a':2}]}                    | {'a':1} {'a':2}",
        "/data/*    | {'data':{'x':{'a':1},'y':{'a':2}}}            | {'a':1} {'a':2}",
        "/data/*    | {'data':{}}                                   | ''",
        "/d/*/items | {'d':[{'items':[{'a':1}]},{'items':[]},{'items':[{'a':2},{'a':3}]}]} |"
            + " {'a':1} {'a':2} {'a':3}",
        "/d/*/items | {'d':{'x':{'items':[{'a':1}]},'y':{'n':0}}}   | {'a':1}",
        "/d/*/i/*   | {'d':[{'i':{'x':{'a':1}}},{'i':[{'a':2}]}]}   | {'a':1} {'a':2}",
        "/d/1/items | {'d':[0,{'items':[{'a':1}]}]}                 | {'a':1}",
        "/d/*/item  | {'d':[{'item':null},{'item':[{'a':1}]}]}      | {'a':1}"
      })
  void rowsStandWhereThePointerLeads(String pointer, String json, String rows) {
    Records records = records(RowsAt.of(pointer), json);

    assertThat(texts(records.rows())).containsExactlyElementsOf(split(rows));
    assertThat(records.odd()).isEmpty();
    assertThat(records.place()).isEqualTo(Records.Place.LIST);
  }

  @Test
  void theWholeAnswerMayBeTheList() {
    assertThat(texts(records(RowsAt.of(""), "[{'a':1},{'a':2}]").rows())).hasSize(2);
    assertThat(texts(records(RowsAt.of("").orObject(), "{'a':1}").rows()))
        .containsExactly("{'a':1}");
    assertThat(texts(records(RowsAt.of("/*"), "{'x':{'a':1}}").rows())).containsExactly("{'a':1}");
  }

  @Test
  void anObjectIsOneRowOnlyIfThePlaceSaysSo() {
    RowsAt place = RowsAt.of("/user");

    assertThatThrownBy(() -> records(place, "{'user':{'id':1}}"))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("no list of objects at \"/user\": it starts with \"{");
    assertThat(texts(records(place.orObject(), "{'user':{'id':1}}").rows()))
        .containsExactly("{'id':1}");
    assertThat(records(place.orObject(), "{'user':[{'id':1},{'id':2}]}").rows()).hasSize(2);
  }

  @Test
  void theKeyOfAValueBecomesAColumn() {
    RowsAt place = RowsAt.of("/data/*").keyAs("day");

    assertThat(texts(records(place, "{'data':{'2026-01-01':{'n':1.0},'\\u00e9':{}}}").rows()))
        .containsExactly("{'n':1.0,'day':'2026-01-01'}", "{'day':'\\u00e9'}");
    assertThat(texts(records(place, "{'data':[{'n':1},{'n':2}]}").rows()))
        .containsExactly("{'n':1,'day':'0'}", "{'n':2,'day':'1'}");
    assertThat(texts(records(place, "{'data':{'x':{'day':0,'n':1}}}").rows()))
        .as("the source's own field of that name is replaced")
        .containsExactly("{'day':'x','n':1}");
  }

  @Test
  void eachRowOfAGroupGetsTheKeyOfItsGroup() {
    RowsAt place = RowsAt.of("/data/*/items").keyAs("group");

    assertThat(texts(records(place, "{'data':{'g':{'items':[{'a':1},{'a':2}]}}}").rows()))
        .containsExactly("{'a':1,'group':'g'}", "{'a':2,'group':'g'}");
  }

  @Test
  void plainValuesBecomeRowsOfOneColumn() {
    assertThat(texts(records(RowsAt.of("").valueAs("tag"), "['x',1.50,null,[1]]").rows()))
        .containsExactly("{'tag':'x'}", "{'tag':1.50}", "{'tag':null}", "{'tag':[1]}");
    assertThat(
            texts(
                records(
                        RowsAt.of("/rates/*").keyAs("currency").valueAs("rate"),
                        "{'rates':{'EUR':1.10,'CHF':0.90}}")
                    .rows()))
        .containsExactly("{'rate':1.10,'currency':'EUR'}", "{'rate':0.90,'currency':'CHF'}");
  }

  @Test
  void aRecordThatIsNotAnObjectIsGivenApartAndStopsNothing() {
    Records records =
        records(RowsAt.of("/data"), "{'data':[{'a':1},null,5,'x',[{'b':1}],{'a':2}]}");

    assertThat(texts(records.rows())).containsExactly("{'a':1}", "{'a':2}");
    assertThat(records.odd())
        .extracting(Records.Odd::text)
        .containsExactly("null", "5", "\"x\"", "[{\"b\":1}]");
    assertThat(records.odd().get(1).reason())
        .isEqualTo("a number at \"/data/2\", where an object was expected");
  }

  @Test
  void belowAWildcardOneOddValueStopsNothing() {
    Records records =
        records(
            RowsAt.of("/d/*/items"),
            "{'d':[7,{'items':{'a':1}},{'items':[{'a':2}]},{'items':'x'}]}");

    assertThat(texts(records.rows())).containsExactly("{'a':2}");
    assertThat(records.odd())
        .extracting(Records.Odd::reason)
        .containsExactly(
            "a number at \"/d/0\", where an object with \"items\" was expected",
            "an object at \"/d/1/items\", where a list of objects was expected",
            "a text at \"/d/3/items\", where a list of objects was expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "/data       | {'rows':[],'meta':{'n':1}}  | nothing at \"/data\": it has [/rows, /meta,"
            + " /meta/n]",
        "/data/*     | {'rows':[]}                 | nothing at \"/data/*\": it has [/rows]",
        "/data/items | {'data':7}                  | nothing at \"/data/items\"",
        "/d/*/items  | {'d':[{'rows':[]}]}         | nothing at \"/d/*/items\": at \"/d/0\" it has"
            + " [/rows]",
        "/data       | {'data':{'a':1}}            | no list of objects at \"/data\"",
        "/data       | {'data':'none'}             | no list of objects at \"/data\"",
        "/data/*     | {'data':'none'}             | no object or list at \"/data\"",
        "/data       | {'data':[],'data':[]}       | two values at \"/data\"",
        "/a/data     | {'a':1,'a':{'data':[]}}     | two values at \"/a\"",
        "/data/*     | {'data':{'x':{},'x':{}}}    | two values at \"/data/x\"",
        "/d/*/items  | {'d':[{'items':[],'items':[]}]} | two values at \"/d/0/items\""
      })
  void whatIsNotAsMeantIsAnErrorThatShowsWhatIsThere(String pointer, String json, String words) {
    assertThatThrownBy(() -> records(RowsAt.of(pointer), json))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining(words);
  }

  @Test
  void nullIsToldFromAnEmptyListAndFromNothing() {
    RowsAt place = RowsAt.of("/data");

    assertThat(records(place, "{'data':null}").place()).isEqualTo(Records.Place.NULL);
    assertThat(records(RowsAt.of("/data/*"), "{'data':null}").place())
        .isEqualTo(Records.Place.NULL);
    assertThat(records(place, "{'data':[]}").place()).isEqualTo(Records.Place.LIST);
    assertThat(records(place.orNothing(), "{'meta':1}").place()).isEqualTo(Records.Place.NOTHING);
    assertThat(records(place.orNothing(), "{'data':[{'a':1}]}").rows()).hasSize(1);
  }

  @Test
  void theFastWayAndTheSlowWayFindTheSame() {
    String json = "{'data': [ {'a': 1} , {'a':[2]} ]}";

    assertThat(records(RowsAt.of("/data/*"), json).rows())
        .isEqualTo(records(RowsAt.of("/data"), json).rows());
  }

  @Test
  void plainRowsAreSlicesOfTheAnswer() {
    Page page = page("{'data':[{'a':1},{'a':2}]}");

    List<JsonRow> rows = page.rows("/data");

    assertThat(rows.get(0).bytes()).isSameAs(rows.get(1).bytes());
    assertThat(page.records(RowsAt.of("/data/*")).rows().get(0).bytes())
        .isSameAs(rows.get(0).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "*", "$.data"})
  void whatIsNotAPointerIsRefusedAtOnce(String pointer) {
    assertThatThrownBy(() -> RowsAt.of(pointer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a JSON pointer");
  }

  @Test
  void aKeyNeedsAWildcard() {
    assertThatThrownBy(() -> RowsAt.of("/data").keyAs("id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/data/*");
  }

  @Test
  void placesAreValues() {
    assertThat(RowsAt.of("/d/*").keyAs("k")).isEqualTo(RowsAt.of("/d/*").keyAs("k"));
    assertThat(RowsAt.of("/d/*").keyAs("k")).isNotEqualTo(RowsAt.of("/d/*").valueAs("k"));
    assertThat(RowsAt.of("/d").orNothing()).isNotEqualTo(RowsAt.of("/d").orObject());
  }

  @Test
  void anObjectWithoutFieldsInPlaceOfAListIsNoRow() {
    assertThat(records(RowsAt.of("/d").orObject(), "{'d':{ }}").rows()).isEmpty();
    assertThat(records(RowsAt.of("/d").orObject(), "{'d':{'a':1}}").rows()).hasSize(1);
    assertThat(records(RowsAt.of("/d").orObject(), "{'d':[{}]}").rows()).hasSize(1);
  }

  private static Records records(RowsAt place, String json) {
    return page(json).records(place);
  }

  private static Page page(String json) {
    return Page.of(json.replace('\'', '"'));
  }

  private static List<String> texts(List<JsonRow> rows) {
    return rows.stream().map(row -> row.json().replace('"', '\'')).toList();
  }

  private static List<String> split(String rows) {
    return rows.equals("''") ? List.of() : List.of(rows.split(" "));
  }
}
