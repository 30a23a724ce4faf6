package dev.leat.declarative.template.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Parts of a sequence: {@code value[3]}, {@code value[1:-1]}, {@code value[::-1]}. */
public final class Slices {

  private Slices() {}

  /**
   * A slice as it stands between brackets.
   *
   * @param from the first position, or null
   * @param to the position after the last, or null
   * @param step how far from one to the next, or null
   */
  public record Slice(Object from, Object to, Object step) {}

  /**
   * One item of a sequence.
   *
   * @return {@link TemplateObject#UNKNOWN} if there is none at that position, or the value is not a
   *     sequence
   */
  public static Object at(Object sequence, Object position) {
    if (!Numbers.isWhole(position)) {
      return TemplateObject.UNKNOWN;
    }
    int index = Numbers.position(position);
    Integer length = sequence instanceof DictView ? null : Iteration.length(sequence);
    if (length == null) {
      return TemplateObject.UNKNOWN;
    }
    if (index < 0) {
      index += length;
    }
    return index < 0 || index >= length ? TemplateObject.UNKNOWN : item(sequence, index);
  }

  /**
   * A part of a sequence.
   *
   * @return {@link TemplateObject#UNKNOWN} if the value is not a sequence
   */
  public static Object part(Object sequence, Slice slice, Budget budget) {
    String text = Text.of(sequence);
    boolean possible =
        text != null
            || sequence instanceof List
            || sequence instanceof Tuple
            || sequence instanceof Bytes;
    if (!possible) {
      return TemplateObject.UNKNOWN;
    }
    int length = Iteration.length(sequence);
    int step = slice.step() == null ? 1 : bound(slice.step());
    if (step == 0) {
      throw ValueException.value("slice step cannot be zero");
    }
    int from = edge(slice.from(), length, step > 0 ? 0 : length - 1, step > 0);
    int to = edge(slice.to(), length, step > 0 ? length : -1, step > 0);
    if (text != null && step == 1) {
      String part = Text.part(text, from, to);
      return sequence instanceof Markup ? new Markup(part) : part;
    }
    List<Object> items = new ArrayList<>();
    budget.steps(Math.abs((long) to - from));
    int[] points = text == null ? null : text.codePoints().toArray();
    IntFunction<Object> each =
        i -> points == null ? item(sequence, i) : Character.toString(points[i]);
    for (long i = from; step > 0 ? i < to : i > to; i += step) {
      items.add(each.apply((int) i));
    }
    return rebuilt(sequence, text, items);
  }

  private static Object rebuilt(Object sequence, String text, List<Object> items) {
    if (text != null) {
      StringBuilder out = new StringBuilder(items.size());
      items.forEach(out::append);
      return sequence instanceof Markup ? new Markup(out.toString()) : out.toString();
    }
    if (sequence instanceof Bytes) {
      byte[] content = new byte[items.size()];
      for (int i = 0; i < content.length; i++) {
        content[i] = ((Long) items.get(i)).byteValue();
      }
      return new Bytes(content);
    }
    return sequence instanceof Tuple ? new Tuple(items) : items;
  }

  private static Object item(Object sequence, int index) {
    if (sequence instanceof List<?> list) {
      return list.get(index);
    }
    if (sequence instanceof Tuple tuple) {
      return tuple.items().get(index);
    }
    if (sequence instanceof Bytes bytes) {
      return bytes.at(index);
    }
    String text = Text.of(sequence);
    if (text == null) {
      return TemplateObject.UNKNOWN;
    }
    String part = Text.part(text, index, index + 1);
    return sequence instanceof Markup ? new Markup(part) : part;
  }

  private static int edge(Object given, int length, int otherwise, boolean forward) {
    if (given == null) {
      return otherwise;
    }
    int index = bound(given);
    if (index < 0) {
      index = Math.max(index + length, forward ? 0 : -1);
    }
    return Math.min(index, forward ? length : length - 1);
  }

  private static int bound(Object given) {
    if (given instanceof Undefined || !Numbers.isWhole(given)) {
      throw ValueException.type(
          "slice indices must be integers or None or have an __index__ method");
    }
    return Numbers.position(given);
  }
}
