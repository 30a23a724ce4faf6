package dev.leat.declarative.compile;

import dev.leat.declarative.model.Increment;
import dev.leat.declarative.model.Pages;
import dev.leat.declarative.model.Parts;
import dev.leat.declarative.model.Placement;
import dev.leat.declarative.model.Step;
import dev.leat.declarative.model.Stream;
import dev.leat.sdk.row.RowsAt;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.Partition;
import dev.leat.sdk.walk.Partitions;
import dev.leat.sdk.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Makes the walks of one connector, for one check, discovery or sync. Thread-safe. */
final class StreamWalks {

  private final Sources sources;
  private final Settings settings;
  private final RowMaps rowMaps;
  private final ParentRows.Reading parents;
  private final int together;
  private final Map<String, ParentRows> parentRows = new ConcurrentHashMap<>();

  /**
   * @param parents how the rows of a parent stream are read
   * @param together how many parts are read at a time
   */
  StreamWalks(Sources sources, Settings settings, ParentRows.Reading parents, int together) {
    this.sources = sources;
    this.settings = settings;
    this.rowMaps = new RowMaps(settings);
    this.parents = parents;
    this.together = together;
  }

  /** How a stream is read. */
  Walk of(Stream stream) {
    return of(stream, (walk, slice) -> walk);
  }

  /**
   * How a stream is read.
   *
   * @param around puts something around the walk of each slice
   */
  Walk of(Stream stream, BiFunction<Walk, Slice, Walk> around) {
    Table table = table(stream);
    if (stream.parts().isEmpty()) {
      return around.apply(slice(stream, table, Slice.WHOLE), Slice.WHOLE);
    }
    Map<Partition, Slice> slices = new ConcurrentHashMap<>();
    PartListing listing =
        new PartListing(
            stream.parts(),
            !(stream.increment() instanceof Increment.None),
            settings,
            this::rowsOf,
            slices);
    Partitions partitions =
        Partitions.of(
                table,
                listing,
                partition -> {
                  Slice slice = slices.get(partition);
                  return around.apply(slice(stream, table, slice), slice);
                })
            .together(together);
    List<Walk> ofParents = parentsOf(stream.parts()).stream().map(this::of).toList();
    return ofParents.isEmpty() ? partitions : new CheckedBy(partitions, ofParents);
  }

  private static List<Stream> parentsOf(List<Parts> all) {
    List<Stream> streams = new ArrayList<>();
    for (Parts each : all) {
      Parts parts = each instanceof Parts.Groups groups ? groups.inner() : each;
      if (parts instanceof Parts.OfParents of) {
        of.parents().forEach(parent -> streams.add(parent.stream()));
      }
    }
    return streams;
  }

  private ParentRows rowsOf(Stream parent) {
    return parentRows.computeIfAbsent(
        parent.mark() + " " + parent.name(), missing -> new ParentRows(parent, this, parents));
  }

  static Table table(Stream stream) {
    Table table = Table.named(stream.name());
    for (Column column : stream.columns()) {
      table = table.column(column.name(), column.type());
    }
    if (!stream.key().isEmpty()) {
      table = table.key(stream.key().toArray(String[]::new));
    }
    return stream.increment() instanceof Increment.None
        ? table.disposition(Disposition.REPLACE)
        : table;
  }

  private Walk slice(Stream stream, Table table, Slice slice) {
    Requests requests =
        new Requests(
            stream.call(),
            settings,
            injections(stream),
            stream.sliceOnEachPage(),
            size(stream.pages()),
            at(stream.pages()));
    RowsAt rowsAt = rowsAt(stream);
    Turns turns =
        new Turns(stream.pages(), requests, settings, rowsAt, rowMaps.of(stream.steps(), slice));
    return new SliceWalk(
            stream,
            table,
            slice,
            sources.of(requests.origin(slice), stream.call(), stream.decoding()),
            turns,
            rowsAt,
            rowMaps,
            settings)
        .walk();
  }

  private RowsAt rowsAt(Stream stream) {
    List<String> steps = stream.rows().stream().map(each -> each.print(settings.names())).toList();
    return RowsAt.of(Places.pointer(steps)).orObject().orNothing();
  }

  private List<Requests.Injection> injections(Stream stream) {
    List<Requests.Injection> all = new ArrayList<>();
    if (stream.increment() instanceof Increment.Time time) {
      time.from().ifPresent(at -> all.add(new Requests.Injection(time.fromName(), at)));
      time.until().ifPresent(at -> all.add(new Requests.Injection(time.untilName(), at)));
    } else if (stream.increment() instanceof Increment.Count count) {
      count.from().ifPresent(at -> all.add(new Requests.Injection(SliceWalk.START, at)));
    }
    stream.parts().forEach(parts -> add(parts, all));
    return all;
  }

  private void add(Parts parts, List<Requests.Injection> all) {
    if (parts instanceof Parts.Values values) {
      String field = settings.text(values.field());
      values.at().ifPresent(at -> all.add(new Requests.Injection(field, at)));
    } else if (parts instanceof Parts.OfParents of) {
      for (Parts.Parent parent : of.parents()) {
        String field = settings.text(parent.field());
        parent.at().ifPresent(at -> all.add(new Requests.Injection(field, at)));
      }
    } else if (parts instanceof Parts.Groups groups) {
      add(groups.inner(), all);
    }
  }

  private static Optional<Pages.Size> size(Pages pages) {
    if (pages instanceof Pages.Numbers numbers) {
      return Optional.of(numbers.size());
    }
    if (pages instanceof Pages.Offsets offsets) {
      return Optional.of(offsets.size());
    }
    return pages instanceof Pages.Tokens tokens ? Optional.of(tokens.size()) : Optional.empty();
  }

  private static Optional<Placement> at(Pages pages) {
    if (pages instanceof Pages.Numbers numbers) {
      return numbers.at();
    }
    if (pages instanceof Pages.Offsets offsets) {
      return offsets.at();
    }
    return pages instanceof Pages.Tokens tokens ? tokens.at() : Optional.empty();
  }

  /** Whether steps may change or add a field. */
  static boolean mayChange(List<Step> steps, String field) {
    return steps.stream()
        .anyMatch(
            step ->
                step instanceof Step.Add add
                    ? add.fields().stream()
                        .anyMatch(each -> each.path().get(0).text().equals(field))
                    : !(step instanceof Step.KeepIf) && !(step instanceof Step.Remove));
  }
}
