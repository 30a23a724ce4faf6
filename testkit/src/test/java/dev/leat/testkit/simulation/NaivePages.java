package dev.leat.testkit.simulation;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.walk.Walk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The loop that everybody writes: asks from the newest time that it has seen, follows each page's
 * link to the next one, and keeps the newest time of them all. Here only to show what it loses.
 */
record NaivePages(SimulatedSource source) implements Walk {

  private static final TableName USER = Subjects.USER.name();
  private static final String CURSOR = "cursor";

  @Override
  public List<Table> tables() {
    return List.of(Subjects.USER);
  }

  @Override
  public void validate() {}

  @Override
  public void check() {}

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    Optional<Instant> newest =
        request.state().cursor(USER).flatMap(cursor -> cursor.text(CURSOR)).map(Instant::parse);
    // As careful as can be of rows that share a time, and of filters of any kind.
    Request first =
        Subjects.counted(
            newest.map(time -> Stamps.MILLIS.text(time.minusSeconds(2).toEpochMilli())));
    Optional<Request> page = Optional.of(first);
    while (page.isPresent()) {
      Answer answer = source.fetch(page.get());
      for (JsonRow row : answer.page().rows("/data")) {
        Instant time = Instant.parse(row.text("updatedAt").orElseThrow());
        newest = newest.filter(time::isBefore).or(() -> Optional.of(time));
        out.upsert(USER, row);
      }
      page =
          answer.page().text("/scroll_param").map(next -> Subjects.following(first, next, source));
    }
    out.checkpoint(
        newest.isEmpty()
            ? request.state()
            : request.state().with(USER, Cursor.of(CURSOR, newest.get().toString())));
    return SyncResult.complete();
  }
}
