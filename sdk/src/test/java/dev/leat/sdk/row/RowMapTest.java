package dev.leat.sdk.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowMapTest {

  private static final RowMap AS_IT_IS = RowMap.unchanged();

  @Test
  void aRowThatNoStepChangesIsTheSameObject() {
    JsonRow row = row("{ 'id' : 1.0, 'name':'Ada' }");

    assertThat(sent(AS_IT_IS, row)).isSameAs(row);
    assertThat(
            sent(
                AS_IT_IS
                    .rename("absent", "other")
                    .remove("absent", "/absent/x", "/id/x", "/*/x")
                    .keepOnly("id", "name")
                    .flatten("_")
                    .lift("name")
                    .renameEach(name -> name)
                    .keepIf(each -> each.text("id").isPresent())
                    .deletedIf(each -> each.text("deleted").isPresent())
                    .children(Children.of("child", "/children")),
                row))
        .isSameAs(row);
    assertThat(AS_IT_IS.isUnchanged()).isTrue();
    assertThat(AS_IT_IS.rename("a", "b").isUnchanged()).isFalse();
  }

  @Test
  void severalFieldsAreWorkedOutTogether() {
    assertMapped(
        AS_IT_IS.addEach(
            row -> {
              Map<String, Object> values = new LinkedHashMap<>();
              values.put("b", row.text("a").orElseThrow() + "!");
              values.put("/o/c", 1);
              return values;
            }),
        "{'a':'x','o':{'d':2.50}}",
        "{'a':'x','o':{'d':2.50,'c':1},'b':'x!'}");
    JsonRow row = row("{ 'id' : 1.0 }");
    assertThat(sent(AS_IT_IS.addEach(each -> Map.of()), row)).isSameAs(row);
    assertSetAside(
        AS_IT_IS.addEach(each -> Map.of("/a/b", 1)), "{'a':5}", "\"a\" is not an object");
  }

  @Test
  void aFieldGetsAnotherNameInItsPlace() {
    assertMapped(AS_IT_IS.rename("a", "b"), "{'x':1,'a':2.50,'y':3}", "{'x':1,'b':2.50,'y':3}");
    assertMapped(AS_IT_IS.rename("/o/a", "b"), "{'o':{'a':2.50,'c':1}}", "{'o':{'c':1},'b':2.50}");
    assertMapped(AS_IT_IS.rename("a", "q\"\u00e9"), "{'a':null}", "{'q\\'\u00e9':null}");
    assertMapped(
        AS_IT_IS.renameEach(name -> name.toLowerCase(Locale.ROOT)),
        "{'ID':1,'Deep':{'ID':2}}",
        "{'id':1,'deep':{'ID':2}}");
  }

  @Test
  void aRowOfWhichAFieldWouldBeLostIsSetAside() {
    String twoNames = "two fields named \"b\"";

    assertSetAside(AS_IT_IS.rename("a", "b"), "{'a':1,'b':2}", twoNames);
    assertSetAside(AS_IT_IS.rename("/o/a", "b"), "{'o':{'a':1},'b':2}", twoNames);
    assertSetAside(AS_IT_IS.renameEach(name -> "b"), "{'a':1,'c':2}", twoNames);
    assertSetAside(AS_IT_IS.lift("o"), "{'o':{'b':1},'b':2}", twoNames);
    assertSetAside(AS_IT_IS.flatten("_"), "{'a':{'b':1},'a_b':2}", "two fields named \"a_b\"");
    assertSetAside(AS_IT_IS.add("/a/b", 1), "{'a':7}", "\"a\" is not an object");
    assertSetAside(
        AS_IT_IS.remove("b").rename("a", "c"), "{'a':1,'b':2,'c':3}", "two fields named \"c\"");
  }

  @Test
  void fieldsAreAddedAndReplaced() {
    assertMapped(AS_IT_IS.add("n", new BigDecimal("1.50")), "{'a':1}", "{'a':1,'n':1.50}");
    assertMapped(AS_IT_IS.add("n", null), "{}", "{'n':null}");
    assertMapped(
        AS_IT_IS.add("n", LocalDate.of(2026, 1, 31)), "{'n':1,'a':2}", "{'n':'2026-01-31','a':2}");
    assertMapped(AS_IT_IS.add("n", List.of(1, Map.of("k", "v"))), "{}", "{'n':[1,{'k':'v'}]}");
    assertMapped(AS_IT_IS.add("/m/n", 1), "{'m':{'a':2.0}}", "{'m':{'a':2.0,'n':1}}");
    assertMapped(AS_IT_IS.add("/m/n/o", 1), "{'m':null}", "{'m':{'n':{'o':1}}}");
    assertMapped(AS_IT_IS.add("n", 1), "{'n':2,'a':0,'n':3}", "{'a':0,'n':1}");
    assertThatThrownBy(() -> AS_IT_IS.add("n", new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Field n");
  }

  @Test
  void fieldsAreAddedFromOthersDigitByDigit() {
    assertMapped(AS_IT_IS.addFrom("b", "/o/a"), "{'o':{'a':1e400}}", "{'o':{'a':1e400},'b':1e400}");
    assertMapped(
        AS_IT_IS.addFrom("b", "a"), "{'a':{'x':[1.0]}}", "{'a':{'x':[1.0]},'b':{'x':[1.0]}}");
    assertMapped(AS_IT_IS.addFrom("b", "/absent/x"), "{}", "{'b':null}");
    assertMapped(
        AS_IT_IS.addComputed("n", row -> row.text("a").map(String::length).orElse(0)),
        "{'a':'four'}",
        "{'a':'four','n':4}");
  }

  @Test
  void fieldsAreTakenAwayHoweverDeep() {
    assertMapped(AS_IT_IS.remove("a", "c"), "{'a':1,'b':2,'c':3}", "{'b':2}");
    assertMapped(AS_IT_IS.remove("/o/a"), "{'o':{'a':1,'b':2.0},'a':3}", "{'o':{'b':2.0},'a':3}");
    assertMapped(
        AS_IT_IS.remove("/items/*/secret"),
        "{'items':[{'id':1,'secret':'x'}, 5,{'id':2}]}",
        "{'items':[{'id':1},5,{'id':2}]}");
    assertMapped(AS_IT_IS.remove("/*/secret"), "{'a':{'secret':1},'b':2}", "{'a':{},'b':2}");
    assertMapped(AS_IT_IS.remove("a"), "{'a':1}", "{}");
    assertMapped(AS_IT_IS.remove("/a"), "{'a':1}", "{}");
    assertMapped(AS_IT_IS.keepOnly("b", "z"), "{'a':1,'b':2.0}", "{'b':2.0}");
  }

  @Test
  void nestedObjectsBecomeColumns() {
    assertMapped(
        AS_IT_IS.flatten("__"),
        "{'a':{'b':1.0,'c':{'d':null}},'l':[{'x':1}],'e':{}}",
        "{'a__b':1.0,'a__c__d':null,'l':[{'x':1}],'e':{}}");
    assertMapped(AS_IT_IS.flatten("."), "{'a':{'e':{}}}", "{'a.e':{}}");
    assertMapped(
        AS_IT_IS.lift("attributes"),
        "{'id':1,'attributes':{'a':2.0},'z':3}",
        "{'id':1,'a':2.0,'z':3}");
    assertMapped(AS_IT_IS.lift("o"), "{'o':{},'a':1}", "{'a':1}");
    assertMapped(AS_IT_IS.flatten("_"), "{'a':'shadowed','a':{'b':1,'b':2}}", "{'a_b':2}");
  }

  @Test
  void rowsAreKeptDroppedOrDeleted() {
    RowMap active = AS_IT_IS.keepIf(row -> row.text("active").filter("true"::equals).isPresent());
    RowMap deleted = AS_IT_IS.deletedIf(row -> row.text("deletedAt").isPresent());

    assertThat(active.apply(row("{'active':false}"))).isEqualTo(new MappedRow.Dropped());
    assertMapped(active, "{'active':true}", "{'active':true}");
    assertThat(AS_IT_IS.dropIf(row -> true).apply(row("{}"))).isEqualTo(new MappedRow.Dropped());
    assertThat(deleted.rename("id", "key").apply(row("{'id':1,'deletedAt':'x'}")))
        .isEqualTo(new MappedRow.Deleted(row("{'key':1,'deletedAt':'x'}")));
    assertMapped(deleted, "{'id':1,'deletedAt':null}", "{'id':1,'deletedAt':null}");
    assertThat(row("{'a':1.0,'b':2,'c':3}").only(List.of("c", "a")))
        .isEqualTo(row("{'a':1.0,'c':3}"));
  }

  @Test
  void stepsWorkOnWhatTheStepBeforeHasLeft() {
    assertMapped(
        AS_IT_IS
            .rename("a", "b")
            .addFrom("c", "b")
            .remove("b")
            .then(AS_IT_IS.addComputed("d", row -> row.text("b").isPresent())),
        "{'a':1.0}",
        "{'c':1.0,'d':false}");
    assertMapped(AS_IT_IS.through(row -> JsonRow.parse("{\"n\":1}")), "{'a':1}", "{'n':1}");
  }

  @Test
  void recordsWithinARowBecomeRowsOfAnotherTable() {
    RowMap orders =
        AS_IT_IS.children(
            Children.of("order_item", "/items")
                .with("order_id", "id")
                .with("country", "/address/country")
                .mapped(AS_IT_IS.rename("n", "count"))
                .clearedFromParent());

    MappedRow.Sent order =
        (MappedRow.Sent)
            orders.apply(row("{'id':1.0,'items':[{'n':2},5,{'n':3,'order_id':0}],'note':'x'}"));

    assertThat(text(order.row())).isEqualTo("{'id':1.0,'note':'x'}");
    assertThat(order.children())
        .extracting(each -> each.table().value())
        .containsOnly("order_item");
    assertThat(text(((MappedRow.Sent) order.children().get(0).row()).row()))
        .isEqualTo("{'count':2,'order_id':1.0,'country':null}");
    assertThat(text(((MappedRow.Sent) order.children().get(1).row()).row()))
        .isEqualTo("{'count':3,'order_id':1.0,'country':null}");
    assertThat(order.children().get(2).row())
        .isEqualTo(
            new MappedRow.SetAside("5", "a number at \"/items/1\", where an object was expected"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'id':1}", "{'id':1,'items':null}", "{'id':1,'items':[]}"})
  void aRowWithoutRecordsHasNoChildren(String json) {
    MappedRow.Sent parent =
        (MappedRow.Sent) AS_IT_IS.children(Children.of("item", "/items")).apply(row(json));

    assertThat(parent.children()).isEmpty();
    assertThat(text(parent.row())).isEqualTo(json);
  }

  @Test
  void plainValuesAndMapsBecomeChildrenToo() {
    Children tags =
        Children.of(
                new dev.leat.sdk.schema.TableName("tag"),
                RowsAt.of("/tags/*").keyAs("number").valueAs("tag"))
            .with("id", "id");
    MappedRow.Sent parent =
        (MappedRow.Sent)
            AS_IT_IS.children(tags.clearedFromParent()).apply(row("{'id':7,'tags':['a','b']}"));

    assertThat(text(parent.row())).isEqualTo("{'id':7}");
    assertThat(text(((MappedRow.Sent) parent.children().get(1).row()).row()))
        .isEqualTo("{'tag':'b','number':'1','id':7}");
  }

  @Test
  void anOddListIsSetAsideAndItsParentIsSent() {
    MappedRow.Sent parent =
        (MappedRow.Sent)
            AS_IT_IS.children(Children.of("item", "/items")).apply(row("{'items':'x'}"));

    assertThat(parent.children())
        .extracting(MappedRow.Child::row)
        .containsExactly(
            new MappedRow.SetAside(
                "\"x\"", "a text at \"/items\", where a list of objects was expected"));
  }

  @Test
  void aParentInWhichTwoKeysLeadToTheRecordsIsSentAndItsChildrenAreSetAside() {
    MappedRow.Sent parent =
        (MappedRow.Sent)
            AS_IT_IS
                .children(Children.of("item", "/items"))
                .apply(row("{'items':[{'a':1}],'items':[{'a':2}]}"));

    assertThat(parent.children()).hasSize(1);
    MappedRow.SetAside aside = (MappedRow.SetAside) parent.children().get(0).row();
    assertThat(aside.text()).isEqualTo(parent.row().json());
    assertThat(aside.reason()).contains("two values at \"/items\"");
  }

  @Test
  void childrenOfARowThatIsGoneAreNotSent() {
    MappedRow mapped =
        AS_IT_IS
            .children(Children.of("item", "/items"))
            .deletedIf(row -> true)
            .apply(row("{'items':[{'a':1}]}"));

    assertThat(mapped).isInstanceOf(MappedRow.Deleted.class);
  }

  @Test
  void whatCannotBeSaidIsRefusedAtOnce() {
    assertThatThrownBy(() -> AS_IT_IS.lift("/a/b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AS_IT_IS.keepOnly("a", "/a/b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertMapped(RowMap map, String before, String after) {
    assertThat(text(sent(map, row(before)))).isEqualTo(after);
  }

  private static void assertSetAside(RowMap map, String json, String reason) {
    MappedRow.SetAside aside = (MappedRow.SetAside) map.apply(row(json));
    assertThat(aside.text()).isEqualTo(row(json).json());
    assertThat(aside.reason()).contains(reason);
  }

  private static JsonRow sent(RowMap map, JsonRow row) {
    return ((MappedRow.Sent) map.apply(row)).row();
  }

  private static JsonRow row(String json) {
    return JsonRow.parse(json.replace('\'', '"'));
  }

  private static String text(JsonRow row) {
    return row.json().replace('"', '\'');
  }
}
