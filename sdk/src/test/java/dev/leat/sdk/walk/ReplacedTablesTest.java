package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A sync that replaces a table must give all of its rows: with only what is new, the others would
 * be gone.
 */
class ReplacedTablesTest {

  private static final Table REPLACED = USER.disposition(Disposition.REPLACE);

  private final FakeSource source = new FakeSource().holds(60, 3);

  private List<Walk> walks() {
    CursorField cursor = CursorField.instant("updatedAt");
    return List.of(
        Keyset.of(REPLACED)
            .cursor(cursor)
            .rowsAt("/data")
            .ascending()
            .first(source::first)
            .next("/scroll_param", source::next),
        Timestamp.of(REPLACED).cursor(cursor).rowsAt("/data").ascending().since(source::since),
        Offset.of(REPLACED)
            .cursor(cursor)
            .rowsAt("/data")
            .ascending()
            .pageSize(10)
            .page(source::offset),
        StepSize.of(REPLACED).rowsAt("/data").step(100).upTo(500).range(source::ids));
  }

  @Test
  void eachSyncReadsThemFromTheStart() {
    for (Walk walk : walks()) {
      Recording first = Recording.empty().sync(walk, source.clock);
      Recording second = first.next().sync(walk, source.clock);

      assertThat(second.isComplete()).isTrue();
      assertThat(second.ids()).contains("1", "60").hasSizeGreaterThanOrEqualTo(60);
    }
  }
}
