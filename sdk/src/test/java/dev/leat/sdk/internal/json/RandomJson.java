package dev.leat.sdk.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

/** JSON text of every form: nested, spaced, escaped, keys that stand twice. */
public final class RandomJson {

  private static final String[] NAMES = {
    "a",
    "b",
    "data",
    "na/me",
    "til~de",
    "",
    "quote\\\"",
    "uni\\u00e9",
    "\u00e9",
    "\uD83D\uDE00",
    "x y",
    "a\\u0062"
  };
  private static final String[] TEXTS = {
    "",
    "text",
    "\\\"",
    "\\\\",
    "\\/",
    "\\n\\r\\t\\b\\f",
    "\\u0000",
    "\\uD83D\\uDE00",
    "\u00e9\u4e2d\uD83D\uDE00",
    "}],{[:",
    "null"
  };

  private final Random random;

  public RandomJson(Random random) {
    this.random = random;
  }

  public String object() {
    return object(0);
  }

  private String object(int depth) {
    StringBuilder json = new StringBuilder("{").append(blank());
    int fields = random.nextInt(5);
    for (int i = 0; i < fields; i++) {
      json.append(i == 0 ? "" : "," + blank())
          .append('"')
          .append(NAMES[random.nextInt(NAMES.length)])
          .append('"')
          .append(blank())
          .append(':')
          .append(blank())
          .append(value(depth + 1))
          .append(blank());
    }
    return json.append('}').toString();
  }

  private String array(int depth) {
    StringBuilder json = new StringBuilder("[").append(blank());
    int elements = random.nextInt(4);
    boolean objects = random.nextBoolean();
    for (int i = 0; i < elements; i++) {
      json.append(i == 0 ? "" : "," + blank())
          .append(objects ? object(depth + 1) : value(depth + 1))
          .append(blank());
    }
    return json.append(']').toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 4 ? 6 : 9)) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> "false";
      case 3 -> new BigInteger(150, random).toString();
      case 4 -> number();
      case 5 -> '"' + TEXTS[random.nextInt(TEXTS.length)] + '"';
      case 6 -> array(depth);
      default -> object(depth);
    };
  }

  private String number() {
    return switch (random.nextInt(5)) {
      case 0 -> "0";
      case 1 -> "-0.50";
      case 2 -> "1e2";
      case 3 -> "-12.300E-07";
      default -> new BigDecimal(new BigInteger(80, random), random.nextInt(40)).toString();
    };
  }

  private String blank() {
    return random.nextInt(4) == 0 ? " \t".substring(random.nextInt(2)) : "";
  }
}
