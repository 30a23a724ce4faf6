package dev.leat.declarative.compile;

import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Parts;
import dev.leat.declarative.model.Stream;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.walk.Partition;
import dev.leat.sdk.walk.PartitionSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The parts of a stream, and the slice that each of them stands for. Thread-safe. */
final class PartListing implements PartitionSource {

  private final List<Parts> all;
  private final boolean kept;
  private final Settings settings;
  private final Function<Stream, ParentRows> parents;
  private final Map<Partition, Slice> slices;

  /**
   * @param kept whether a position of each part is kept
   * @param parents the rows of a stream whose rows name parts
   * @param slices where it is noted which slice a part stands for
   */
  PartListing(
      List<Parts> all,
      boolean kept,
      Settings settings,
      Function<Stream, ParentRows> parents,
      Map<Partition, Slice> slices) {
    this.all = all;
    this.kept = kept;
    this.settings = settings;
    this.parents = parents;
    this.slices = slices;
    all.forEach(this::announce);
  }

  /** Says which fields of its parents' rows are needed, before any of them is read. */
  private void announce(Parts parts) {
    if (parts instanceof Parts.Groups groups) {
      announce(groups.inner());
    } else if (parts instanceof Parts.OfParents of) {
      for (Parts.Parent parent : of.parents()) {
        ParentRows rows = parents.apply(parent.stream());
        rows.need(keyOf(parent).get(0));
        parent.extra().forEach(path -> rows.need(settings.text(path.get(0))));
      }
    }
  }

  @Override
  public List<Partition> partitions() throws InterruptedException {
    List<Slice> product = List.of(Slice.WHOLE);
    for (Parts parts : all) {
      List<Slice> more = new ArrayList<>();
      List<Slice> level = slices(parts);
      for (Slice one : product) {
        level.forEach(each -> more.add(one.and(each)));
      }
      product = more;
    }
    List<Partition> partitions = new ArrayList<>();
    for (Slice slice : product) {
      Partition partition = partition(slice);
      slices.putIfAbsent(partition, slice);
      partitions.add(partition);
    }
    return partitions;
  }

  /** What tells the slice from others; where nothing is kept of it, what its parent says, too. */
  private Partition partition(Slice slice) {
    Map<String, Object> all = new LinkedHashMap<>(slice.part());
    if (!kept) {
      all.putAll(slice.extra());
    }
    return named(all).orElseThrow();
  }

  /** The partition that these values name; empty if there are none. */
  static Optional<Partition> named(Map<String, Object> part) {
    Optional<Partition> partition = Optional.empty();
    for (Map.Entry<String, Object> each : part.entrySet()) {
      if (each.getValue() instanceof Map<?, ?> map && map.isEmpty()) {
        continue;
      }
      String text = each.getValue() instanceof String plain ? plain : Values.json(each.getValue());
      Partition one = Partition.of(each.getKey(), text);
      partition = Optional.of(partition.map(before -> before.with(one)).orElse(one));
    }
    return partition;
  }

  private List<Slice> slices(Parts parts) throws InterruptedException {
    if (parts instanceof Parts.Values values) {
      return ofValues(values);
    }
    if (parts instanceof Parts.Groups groups) {
      return grouped(slices(groups.inner()), groups);
    }
    List<Slice> slices = new ArrayList<>();
    for (Parts.Parent parent : ((Parts.OfParents) parts).parents()) {
      slices.addAll(ofParent(parent));
    }
    return slices;
  }

  private List<Slice> ofValues(Parts.Values values) {
    List<Object> found = new ArrayList<>();
    if (values.isList()) {
      values.values().forEach(each -> found.add(settings.text(each)));
    } else {
      Expression whole = values.values().get(0);
      Object list = whole.value(settings.names());
      Object items = list instanceof Tuple tuple ? tuple.items() : list;
      if (!(items instanceof List<?> each)) {
        throw new ConfigurationException(
            whole.template().place().file()
                + ":"
                + whole.template().place().line()
                + ": the values of parts are not a list: "
                + whole.text());
      }
      found.addAll(each);
    }
    String field = settings.text(values.field());
    List<Slice> slices = new ArrayList<>();
    found.forEach(
        each -> slices.add(new Slice(Collections.singletonMap(field, each), Map.of(), Map.of())));
    return slices;
  }

  private static Slice slice(
      String field, Object value, Map<String, Object> parent, Map<String, Object> extra) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put(field, value);
    part.put("parent_slice", parent);
    return new Slice(part, Map.of(), extra);
  }

  private List<Slice> ofParent(Parts.Parent parent) throws InterruptedException {
    String field = settings.text(parent.field());
    List<Slice> slices = new ArrayList<>();
    for (ParentRows.Row row : parents.apply(parent.stream()).rows()) {
      Object value = Trees.at(row.fields(), keyOf(parent));
      if (value != null) {
        slices.add(slice(field, value, row.slice().part(), extra(parent, row)));
      }
    }
    return slices;
  }

  private Map<String, Object> extra(Parts.Parent parent, ParentRows.Row row) {
    Map<String, Object> extra = new LinkedHashMap<>();
    for (List<Expression> path : parent.extra()) {
      List<String> steps = path.stream().map(settings::text).toList();
      extra.put(String.join(".", steps), Trees.at(row.fields(), steps));
    }
    return extra;
  }

  private List<String> keyOf(Parts.Parent parent) {
    return List.of(settings.text(parent.key()).split("/"));
  }

  /** Several slices as one, whose values are lists. */
  private static List<Slice> grouped(List<Slice> slices, Parts.Groups groupsOf) {
    Map<Map<String, Object>, Slice> byPart = new LinkedHashMap<>();
    slices.forEach(each -> byPart.putIfAbsent(each.part(), each));
    List<Slice> distinct = groupsOf.distinct() ? List.copyOf(byPart.values()) : slices;
    int size = groupsOf.size();
    List<Slice> groups = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += size) {
      List<Slice> group = distinct.subList(from, Math.min(distinct.size(), from + size));
      groups.add(
          new Slice(
              lists(group.stream().map(Slice::part).toList()),
              Map.of(),
              lists(group.stream().map(Slice::extra).toList())));
    }
    return groups;
  }

  private static Map<String, Object> lists(List<Map<String, Object>> all) {
    Map<String, Object> lists = new LinkedHashMap<>();
    for (String name : all.get(0).keySet()) {
      List<Object> values = new ArrayList<>();
      all.forEach(each -> values.add(each.get(name)));
      lists.put(name, values);
    }
    return lists;
  }
}
