package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.AttributedMap;
import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.DictView;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Lazy;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Slices;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code value.name} and {@code value[key]} give. An attribute of the type wins over a key of
 * the mapping in the first form, a key over an attribute in the second; names with an underscore in
 * front are out of reach.
 */
public final class Members {

  private static final Set<String> OF_EVERY_OBJECT =
      Set.of(
          "__class__",
          "__doc__",
          "__init__",
          "__dir__",
          "__str__",
          "__repr__",
          "__hash__",
          "__eq__",
          "__ne__",
          "__lt__",
          "__le__",
          "__gt__",
          "__ge__",
          "__new__",
          "__reduce__",
          "__reduce_ex__",
          "__getattribute__",
          "__setattr__",
          "__delattr__",
          "__sizeof__",
          "__format__",
          "__init_subclass__",
          "__subclasshook__");

  /** The methods whose arguments may be given by name. */
  private static final Set<String> WITH_NAMES =
      Set.of(
          "decode",
          "encode",
          "expandtabs",
          "format",
          "hex",
          "rsplit",
          "sort",
          "split",
          "splitlines",
          "to_bytes",
          "update");

  private Members() {}

  /**
   * The value of {@code owner.name}.
   *
   * @return an {@link Undefined} if there is none
   */
  public static Object attribute(Object owner, String name) {
    if (owner instanceof Map<?, ?> map && !DictMethods.NAMES.contains(name) && !hidden(name)) {
      Object value = Dicts.get(map, name);
      return value == TemplateObject.UNKNOWN ? Undefined.member(owner, name) : value;
    }
    Object value = own(owner, name);
    if (value != TemplateObject.UNKNOWN) {
      return value;
    }
    Object item = plainItem(owner, name, null);
    return item == TemplateObject.UNKNOWN ? Undefined.member(owner, name) : item;
  }

  /**
   * The value of {@code owner[key]}.
   *
   * @return an {@link Undefined} if there is none
   */
  public static Object item(Object owner, Object key, Budget budget) {
    Object value = plainItem(owner, key, budget);
    if (value != TemplateObject.UNKNOWN) {
      return value;
    }
    String name = Text.of(key);
    Object attribute = name == null ? TemplateObject.UNKNOWN : own(owner, name);
    return attribute == TemplateObject.UNKNOWN ? Undefined.member(owner, key) : attribute;
  }

  /** Whether the value's type has a method of this name. */
  public static boolean isMethod(Object owner, String name) {
    return methods(owner).contains(name);
  }

  /** Calls a method of which {@link #isMethod} says that it is there. */
  public static Object call(Object owner, String name, Arguments given) {
    if (!given.named().isEmpty() && !WITH_NAMES.contains(name)) {
      throw ValueException.type(name + "() takes no keyword arguments");
    }
    if (Text.of(owner) != null) {
      return TextMethods.call(owner, name, given);
    }
    if (owner instanceof Map<?, ?> map) {
      return DictMethods.call(map, name, given);
    }
    if (owner instanceof AttributedMap map) {
      return DictMethods.call(map.entries(), name, given);
    }
    if (owner instanceof List<?> list) {
      return ListMethods.call(list, name, given);
    }
    if (owner instanceof Tuple tuple) {
      return ListMethods.call(tuple.items(), name, given);
    }
    if (owner instanceof Bytes bytes) {
      return BytesMethods.call(bytes, name, given);
    }
    return NumberMethods.call(owner, name, given);
  }

  private static Set<String> methods(Object owner) {
    if (Text.of(owner) != null) {
      return TextMethods.NAMES;
    }
    if (owner instanceof Map) {
      return DictMethods.NAMES;
    }
    if (owner instanceof AttributedMap) {
      return DictMethods.READING;
    }
    if (owner instanceof List) {
      return ListMethods.NAMES;
    }
    if (owner instanceof Tuple) {
      return ListMethods.READING;
    }
    if (owner instanceof Bytes) {
      return BytesMethods.NAMES;
    }
    return Numbers.isNumber(owner) ? NumberMethods.names(owner) : Set.of();
  }

  /** An attribute of the type itself, an unsafe one included. */
  private static Object own(Object owner, String name) {
    if (owner instanceof TemplateObject object && !isMethod(owner, name)) {
      Object value = object.attribute(name);
      if (value != TemplateObject.UNKNOWN) {
        return value;
      }
    }
    if (hidden(name)) {
      return OF_EVERY_OBJECT.contains(name)
          ? Undefined.unsafe(owner, name)
          : TemplateObject.UNKNOWN;
    }
    if (isMethod(owner, name)) {
      return Callable.method(owner, name, given -> call(owner, name, given));
    }
    return Numbers.isNumber(owner) ? NumberMethods.attribute(owner, name) : TemplateObject.UNKNOWN;
  }

  private static Object plainItem(Object owner, Object key, Budget budget) {
    if (owner instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (key instanceof Slices.Slice slice) {
      return constantPart(owner, slice, budget);
    }
    Map<?, ?> map = Dicts.entries(owner);
    if (map != null) {
      boolean hashable = !(key instanceof List || key instanceof Map || key instanceof Set);
      return hashable ? Dicts.get(map, key) : TemplateObject.UNKNOWN;
    }
    if (owner instanceof DictView || owner instanceof Lazy) {
      return TemplateObject.UNKNOWN;
    }
    return Slices.at(owner, key);
  }

  private static Object constantPart(Object owner, Slices.Slice slice, Budget budget) {
    try {
      return Slices.part(owner, slice, budget);
    } catch (ValueException e) {
      if (e.kind() == ErrorKind.TYPE) {
        return TemplateObject.UNKNOWN;
      }
      throw e;
    }
  }

  /**
   * The value of {@code owner[from:to:step]}.
   *
   * @throws ValueException of kind TYPE if it has no parts
   */
  public static Object part(Object owner, Slices.Slice slice, Budget budget) {
    if (owner instanceof Undefined undefined) {
      throw undefined.error();
    }
    Object part = Slices.part(owner, slice, budget);
    if (part == TemplateObject.UNKNOWN) {
      throw ValueException.type(
          "a " + Printer.typeOf(owner) + " has no parts from a position to another");
    }
    return part;
  }

  private static boolean hidden(String name) {
    return name.startsWith("_");
  }
}
