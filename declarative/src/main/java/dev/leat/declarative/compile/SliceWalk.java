package dev.leat.declarative.compile;

import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Increment;
import dev.leat.declarative.model.Stream;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.MappedRow;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.row.RowsAt;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.CursorWalk;
import dev.leat.sdk.walk.NullCursors;
import dev.leat.sdk.walk.Replay;
import dev.leat.sdk.walk.TimeWindow;
import dev.leat.sdk.walk.Timestamp;
import dev.leat.sdk.walk.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses how one slice of a stream is read.
 *
 * @param api what is asked
 * @param turns its requests and pages
 */
record SliceWalk(
    Stream stream,
    Table table,
    Slice slice,
    HttpSource api,
    Turns turns,
    RowsAt rowsAt,
    RowMaps rowMaps,
    Settings settings) {

  /** What the slice calls the number from which rows are asked for. */
  static final String START = "start";

  Walk walk() {
    if (stream.increment() instanceof Increment.Time time) {
      return byTime(time);
    }
    return stream.increment() instanceof Increment.Count count ? byCount(count) : everything();
  }

  /** Rows that are gone are no reason to doubt: a file cannot say how many may go. */
  private Walk everything() {
    return common(
        Replay.of(table).everything(api, turns.first(slice)).mayShrinkTo(0), rowMap(slice));
  }

  private RowMap rowMap(Slice of) {
    return rowMaps.of(stream.steps(), of);
  }

  private <S extends CursorWalk<S>> S common(S walk, RowMap map) {
    S made = walk.rowsAt(rowsAt).rowMap(map);
    return turns.areDeclared() ? made.paging(turns.paging()) : made.uncapped();
  }

  private Walk byTime(Increment.Time time) {
    Times times = new Times(time, settings);
    CursorField field = found(times.field());
    Manner manner = Manner.of(stream, settings);
    if (manner == Manner.WINDOWS) {
      boolean mapped = Expressions.of(stream.steps()).stream().anyMatch(times::isAskedBy);
      return windows(times, field, mapped);
    }
    return manner == Manner.EVERYTHING ? everything() : since(time, times, field, manner);
  }

  private Walk since(Increment.Time time, Times times, CursorField field, Manner manner) {
    String start = times.written(times.start());
    Function<Optional<String>, Request> question =
        since ->
            turns.first(
                slice.with(times.names(since.map(times::asked).orElse(start), times.now())));
    Timestamp walk =
        common(Timestamp.of(table).cursor(field).since(api, question), rowMap(slice))
            .lookback(times.lookback())
            .nullCursors(NullCursors.ACCEPTED);
    if (times.granularity().isPresent()) {
      walk = walk.granularity(times.granularity().get());
    }
    if (time.feed()) {
      return new BeginningAt(walk.dataFeed(), field.parse(start));
    }
    return manner == Manner.SINCE
        ? walk
        : new BeginningAt(walk.clientSideFilter(), field.parse(start));
  }

  private Walk windows(Times times, CursorField field, boolean mapped) {
    Duration unit = times.granularity().orElse(times.unitOfFormat());
    Optional<Borders> borders = times.step().isPresent() ? times.borders() : Optional.empty();
    Instant start = borders.map(each -> each.atOrBefore(times.start())).orElse(times.start());
    Optional<Instant> end = times.end().map(last -> last.plus(unit));
    if (borders.isPresent()) {
      // A window that is not over yet would give a part of what it is asked for.
      end = Optional.of(borders.get().atOrBefore(end.orElse(settings.clock().instant())));
    }
    if (end.isPresent() && !start.isBefore(end.get())) {
      return new NothingToRead(table);
    }
    Timestamp walk =
        common(
                Timestamp.of(table)
                    .cursor(field)
                    .between(api, window -> turns.first(sliceOf(window, times))),
                rowMap(slice))
            .start(start)
            .granularity(unit)
            .inclusive()
            .clockSkew(Duration.ZERO)
            .lookback(times.lookback())
            .nullCursors(NullCursors.ACCEPTED);
    if (mapped) {
      walk = walk.rowMapByWindow(window -> rowMap(sliceOf(window, times)));
    }
    if (times.step().isPresent()) {
      walk = walk.step(times.step().get());
    }
    if (end.isPresent()) {
      walk = walk.end(end.get());
    }
    return borders.isPresent() ? borders.get().clamping(walk).visibilityLag(Duration.ZERO) : walk;
  }

  private Slice sliceOf(TimeWindow window, Times times) {
    return slice.with(times.names(window.since(), times.last(window.until())));
  }

  private Walk byCount(Increment.Count count) {
    requireNoStartInSteps();
    CursorField field =
        found(CursorField.wholeNumber(settings.text(count.field())).passingOverOthers());
    String start =
        count
            .start()
            .map(settings::text)
            .filter(each -> !each.isBlank() && !each.equals("None"))
            .orElse("0");
    Function<Optional<String>, Request> question =
        since -> turns.first(slice.with(Map.of(START, Values.parse(since.orElse(start)))));
    Timestamp walk =
        common(Timestamp.of(table).cursor(field).since(api, question), rowMap(slice))
            .inclusive()
            .nullCursors(NullCursors.ACCEPTED);
    return Manner.of(stream, settings) == Manner.SINCE
        ? walk
        : new BeginningAt(walk.clientSideFilter(), field.parse(start));
  }

  /** The number is known where rows are asked for, and not where they are changed. */
  private void requireNoStartInSteps() {
    for (Expression each : Expressions.of(stream.steps())) {
      if (each.text().contains("stream_interval") || each.text().contains("stream_slice")) {
        throw new ConfigurationException(
            each.template().place().file()
                + ":"
                + each.template().place().line()
                + ": a change of rows cannot ask for the start of the numbers: "
                + each.text());
      }
    }
  }

  /** The cursor of a row is that of the row as it is sent. */
  private CursorField found(CursorField field) {
    if (!StreamWalks.mayChange(stream.steps(), field.field())) {
      return field;
    }
    RowMap map = rowMaps.ofAll(stream.steps(), slice);
    return field.foundBy(row -> textIn(map, row, field.field()));
  }

  private static Optional<String> textIn(RowMap map, JsonRow row, String field) {
    return map.apply(row) instanceof MappedRow.Sent sent
        ? sent.row().text(field)
        : Optional.empty();
  }
}
