package dev.leat.sdk.internal.json;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901). Stateless. */
public final class Pointers {

  private Pointers() {}

  /** A key as one step of a pointer. */
  public static String step(String key) {
    return key.indexOf('~') < 0 && key.indexOf('/') < 0
        ? key
        : key.replace("~", "~0").replace("/", "~1");
  }

  /**
   * The keys that a pointer names, from the outermost on; none if it is empty and names the whole.
   *
   * @throws IllegalArgumentException if it is neither empty nor starts with a slash
   */
  public static List<String> keys(String pointer) {
    if (pointer.isEmpty()) {
      return List.of();
    }
    if (pointer.charAt(0) != '/') {
      throw new IllegalArgumentException(
          "\"" + pointer + "\" is not a JSON pointer: start it with a slash, such as /data");
    }
    List<String> keys = new ArrayList<>();
    for (String step : pointer.substring(1).split("/", -1)) {
      keys.add(step.indexOf('~') < 0 ? step : step.replace("~1", "/").replace("~0", "~"));
    }
    return keys;
  }
}
