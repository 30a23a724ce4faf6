package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as {@code pprint} writes it: on one line of 80 if it fits, otherwise an item a line. */
final class PrettyPrinter {

  private static final int WIDTH = 80;

  private final Budget budget;
  private final StringBuilder out = new StringBuilder();

  private PrettyPrinter(Budget budget) {
    this.budget = budget;
  }

  static String print(Object value, Budget budget) {
    PrettyPrinter printer = new PrettyPrinter(budget);
    printer.write(value, 0, 0);
    return printer.out.toString();
  }

  private void write(Object value, int indent, int allowance) {
    budget.step();
    budget.size(out.length());
    String line = Printer.repr(sorted(value));
    if (Text.length(line) <= WIDTH - indent - allowance) {
      out.append(line);
    } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('{');
      entries(map, indent + 1, allowance + 1);
      out.append('}');
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('[');
      items(list, indent + 1, allowance + 1);
      out.append(']');
    } else if (value instanceof Tuple tuple && !tuple.items().isEmpty()) {
      out.append('(');
      String close = tuple.items().size() == 1 ? ",)" : ")";
      items(tuple.items(), indent + 1, allowance + close.length());
      out.append(close);
    } else {
      out.append(line);
    }
  }

  private void items(List<?> items, int indent, int allowance) {
    for (int i = 0; i < items.size(); i++) {
      boolean last = i == items.size() - 1;
      out.append(i == 0 ? "" : ",\n" + " ".repeat(indent));
      write(items.get(i), indent, last ? allowance : 1);
    }
  }

  private void entries(Map<?, ?> map, int indent, int allowance) {
    List<Map.Entry<?, ?>> entries = ordered(map);
    for (int i = 0; i < entries.size(); i++) {
      boolean last = i == entries.size() - 1;
      String key = Printer.repr(entries.get(i).getKey());
      out.append(i == 0 ? "" : ",\n" + " ".repeat(indent)).append(key).append(": ");
      write(entries.get(i).getValue(), indent + Text.length(key) + 2, last ? allowance : 1);
    }
  }

  private static List<Map.Entry<?, ?>> ordered(Map<?, ?> map) {
    List<Map.Entry<?, ?>> ordered = new ArrayList<>();
    List<Object> entries = new ArrayList<>(map.entrySet());
    boolean allText = map.keySet().stream().allMatch(each -> Text.of(each) != null);
    List<Object> sorted =
        allText
            ? Sorting.sorted(entries, each -> ((Map.Entry<?, ?>) each).getKey(), false)
            : entries;
    sorted.forEach(each -> ordered.add((Map.Entry<?, ?>) each));
    return ordered;
  }

  /** The same value, every dict in the order of its keys. */
  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> sorted = new LinkedHashMap<>();
      ordered(map).forEach(each -> sorted.put(each.getKey(), sorted(each.getValue())));
      return sorted;
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(each -> items.add(sorted(each)));
      return items;
    }
    if (value instanceof Tuple tuple) {
      List<Object> items = new ArrayList<>();
      tuple.items().forEach(each -> items.add(sorted(each)));
      return new Tuple(items);
    }
    return value;
  }
}
