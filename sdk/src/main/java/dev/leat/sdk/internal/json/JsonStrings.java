package dev.leat.sdk.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for the bytes that matter within strings, eight at a time: nearly all bytes of a page lie
 * in strings. Stateless.
 */
final class JsonStrings {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  private JsonStrings() {}

  /**
   * The first position from {@code at} on that holds a quote, a backslash, a control character or
   * no ASCII; {@code to} if there is none before.
   */
  static int plainUntil(byte[] json, int at, int to) {
    int next = at;
    for (; next <= to - Long.BYTES; next += Long.BYTES) {
      long eight = (long) EIGHT.get(json, next);
      // A byte's top bit gets set if it is what is looked for. Above such a byte there may be false
      // ones (the subtraction borrows), below there are none.
      long found =
          (((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES) | (eight - SPACES) | eight)
              & TOPS;
      if (found != 0) {
        return next + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (next < to && json[next] >= ' ' && json[next] != '"' && json[next] != '\\') {
      next++;
    }
    return next;
  }

  /**
   * The first quote or backslash from {@code at} on.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  static int quoteOrBackslash(byte[] json, int at) {
    int next = at;
    for (; next <= json.length - Long.BYTES; next += Long.BYTES) {
      long eight = (long) EIGHT.get(json, next);
      long quotes = eight ^ QUOTES;
      long backslashes = eight ^ BACKSLASHES;
      long found = (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes)) & TOPS;
      if (found != 0) {
        return next + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (json[next] != '"' && json[next] != '\\') {
      next++;
    }
    return next;
  }
}
