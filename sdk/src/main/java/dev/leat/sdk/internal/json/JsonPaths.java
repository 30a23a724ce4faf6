package dev.leat.sdk.internal.json;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** Changes values that stand deep in a JSON object. Stateless. */
public final class JsonPaths {

  /** The step that stands for every value of an object or array. */
  public static final String EACH = "*";

  private JsonPaths() {}

  /**
   * Gives the value at a path, making the objects on the way to it.
   *
   * @param path the names on the way, at least one
   * @return where something stands in the way that is neither an object nor null: nothing has been
   *     changed then
   */
  public static Optional<String> put(JsonEdit object, List<JsonKey> path, byte[] value) {
    JsonKey first = path.get(0);
    if (path.size() == 1) {
      object.put(first, value);
      return Optional.empty();
    }
    byte[] inner = object.value(first.name()).orElse(null);
    if (inner != null && inner[0] != '{' && inner[0] != 'n') {
      return Optional.of(first.name());
    }
    JsonEdit nested = inner == null || inner[0] == 'n' ? JsonEdit.empty() : JsonEdit.of(inner, 0);
    Optional<String> inTheWay = put(nested, path.subList(1, path.size()), value);
    if (inTheWay.isEmpty()) {
      object.put(first, nested.bytes());
    }
    return inTheWay;
  }

  /**
   * Takes away the members that a path leads to.
   *
   * @param path names on the way, {@link #EACH} for every value of an object or array
   */
  public static void remove(JsonEdit object, List<String> path) {
    if (path.size() == 1) {
      object.retain(name -> !path.get(0).equals(EACH) && !name.equals(path.get(0)));
      return;
    }
    List<String> names = path.get(0).equals(EACH) ? object.names() : List.of(path.get(0));
    for (String each : names) {
      object
          .value(each)
          .flatMap(value -> without(value, path.subList(1, path.size())))
          .ifPresent(value -> object.put(JsonKey.of(each), value));
    }
  }

  /** The value without what the path leads to; empty if that changes nothing. */
  private static Optional<byte[]> without(byte[] value, List<String> path) {
    if (value[0] == '{') {
      JsonEdit inner = JsonEdit.of(value, 0);
      remove(inner, path);
      return inner.isChanged() ? Optional.of(inner.bytes()) : Optional.empty();
    }
    boolean elements = value[0] == '[' && path.get(0).equals(EACH) && path.size() > 1;
    return elements ? eachWithout(value, path.subList(1, path.size())) : Optional.empty();
  }

  private static Optional<byte[]> eachWithout(byte[] array, List<String> path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(array.length);
    boolean changed = false;
    for (int at = JsonObjects.first(array, 0); at >= 0; ) {
      byte[] element = JsonObjects.copy(array, at);
      Optional<byte[]> other = without(element, path);
      changed |= other.isPresent();
      out.write(out.size() == 0 ? '[' : ',');
      out.writeBytes(other.orElse(element));
      at = JsonObjects.next(array, JsonObjects.endOfValue(array, at));
    }
    out.write(']');
    return changed ? Optional.of(out.toByteArray()) : Optional.empty();
  }
}
