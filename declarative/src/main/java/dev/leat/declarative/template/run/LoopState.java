package dev.leat.declarative.template.run;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.Equality;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.List;
import java.util.function.Function;

/** What {@code loop} is within a loop. */
final class LoopState extends TemplateObject {

  private final List<Object> items;
  private final int depth;
  private final Function<Object, Object> again;
  private int at = -1;
  private Object lastChecked = UNKNOWN;

  LoopState(List<Object> items, int depth, Function<Object, Object> again) {
    this.items = items;
    this.depth = depth;
    this.again = again;
  }

  boolean advance() {
    return ++at < items.size();
  }

  Object current() {
    return items.get(at);
  }

  @Override
  public String typeName() {
    return "LoopContext";
  }

  @Override
  public String repr() {
    return "<LoopContext " + (at + 1) + "/" + items.size() + ">";
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "index" -> at + 1L;
      case "index0" -> (long) at;
      case "revindex" -> (long) items.size() - at;
      case "revindex0" -> items.size() - at - 1L;
      case "first" -> at == 0;
      case "last" -> at == items.size() - 1;
      case "length" -> (long) items.size();
      case "depth" -> depth + 1L;
      case "depth0" -> (long) depth;
      case "previtem" ->
          at == 0 ? Undefined.because("there is no previous item") : items.get(at - 1);
      case "nextitem" ->
          at + 1 < items.size() ? items.get(at + 1) : Undefined.because("there is no next item");
      case "cycle" -> Callable.method(this, name, this::cycle);
      case "changed" -> Callable.method(this, name, this::changed);
      case "__call__" ->
          Callable.method(this, name, given -> again.apply(given.bind(1, "iterable")[0]));
      default -> UNKNOWN;
    };
  }

  private Object cycle(Arguments given) {
    if (given.positional().isEmpty()) {
      throw ValueException.type("no items for cycling given");
    }
    return given.positional().get(at % given.positional().size());
  }

  private Object changed(Arguments given) {
    Tuple now = new Tuple(given.positional());
    if (lastChecked != UNKNOWN && Equality.same(lastChecked, now)) {
      return false;
    }
    lastChecked = now;
    return true;
  }
}
