package dev.leat.sdk.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A tail remembers what a plain list of the same rows would, whenever it is asked. */
class TailTest {

  private static final Table TABLE =
      Table.named("user").column("id", DataType.LONG).column("n", DataType.LONG).key("id");
  private static final CursorField CURSOR = CursorField.wholeNumber("n");

  /** A row, and the cursor it has: equal cursors are common, and some rows have none. */
  private record Given(JsonRow row, CursorValue at, int id) {

    static Given of(int id, int n, String note) {
      String cursor = n < 0 ? "null" : Integer.toString(n);
      return new Given(
          JsonRow.parse("{\"id\":" + id + ",\"n\":" + cursor + ",\"note\":\"" + note + "\"}"),
          n < 0 ? null : CURSOR.parse(cursor),
          id);
    }

    boolean isVersionOf(Given other) {
      return id == other.id && (at == null ? other.at == null : at.equals(other.at));
    }
  }

  @Test
  void remembersWhatAListWould() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Tail tail = new Tail(TABLE, "");
      List<Given> model = new ArrayList<>();
      List<Given> all = new ArrayList<>();
      for (int step = 0; step < 40; step++) {
        int chosen = random.nextInt(10);
        if (chosen < 5) {
          int n = random.nextInt(10) == 0 ? -1 : step / 4 + random.nextInt(3);
          Given added = Given.of(step, n, "as added");
          all.add(added);
          model.add(added);
          tail.add(added.row(), added.at());
        } else if (chosen == 5) {
          int count = random.nextInt(8);
          tail.keepLast(count);
          model = new ArrayList<>(model.subList(Math.max(0, model.size() - count), model.size()));
        } else if (chosen == 6) {
          CursorValue from = CURSOR.parse(Integer.toString(random.nextInt(8)));
          tail.trim(from);
          model.removeIf(each -> each.at() != null && from.isAfter(each.at()));
        } else if (!all.isEmpty()) {
          requireSame(tail, model, asked(all, random), "seed " + seed + ", step " + step);
        }
      }
    }
  }

  /** A row that was added, or another version of one. */
  private static Given asked(List<Given> all, Random random) {
    Given one = all.get(random.nextInt(all.size()));
    int n = one.at() == null ? -1 : Integer.parseInt(one.at().text());
    return random.nextBoolean() ? one : Given.of(one.id(), n, "changed");
  }

  private static void requireSame(Tail tail, List<Given> model, Given asked, String where) {
    assertThat(tail.holds(asked.row(), asked.at()))
        .as("%s: is %s held?", where, asked.row())
        .isEqualTo(model.stream().anyMatch(each -> each.row().equals(asked.row())));
    assertThat(tail.holdsKey(asked.row(), asked.at()))
        .as("%s: is a version of %s held?", where, asked.row())
        .isEqualTo(model.stream().anyMatch(each -> each.isVersionOf(asked)));
  }

  @Test
  void doesNotKeepLargePagesInMemoryForAFewRows() {
    Tail tail = new Tail(TABLE, "");
    List<Given> added = new ArrayList<>();
    for (int id = 0; id < 50; id++) {
      byte[] page = new byte[1 << 20];
      Given given = Given.of(id, id, "as added");
      byte[] row = given.row().json().getBytes(StandardCharsets.UTF_8);
      System.arraycopy(row, 0, page, 0, row.length);
      tail.add(JsonRow.slice(page, 0, row.length), given.at());
      added.add(given);
      assertThat(tail.heldBytes()).isLessThan(16 << 20);
    }
    assertThat(added).allMatch(each -> tail.holds(each.row(), each.at()));
  }

  @Test
  void aVersionThatAnotherFollowedCountsAsNew() {
    Tail tail = new Tail(FakeSource.USER, "");
    JsonRow open = JsonRow.parse("{\"id\":1,\"at\":5,\"open\":true}");
    JsonRow shut = JsonRow.parse("{\"id\":1,\"at\":5,\"open\":false}");
    CursorValue at = CursorField.wholeNumber("at").parse("5");
    tail.add(open, at);
    tail.add(shut, at);
    assertThat(tail.holds(shut, at)).isTrue();
    assertThat(tail.holds(open, at)).isFalse();
    tail.trim(at);
    assertThat(tail.holds(shut, at)).isTrue();
    assertThat(tail.holds(open, at)).isFalse();
  }
}
