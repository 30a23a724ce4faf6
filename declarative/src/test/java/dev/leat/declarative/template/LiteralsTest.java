package dev.leat.declarative.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.Equality;
import dev.leat.declarative.template.value.Literals;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Tuple;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a value prints as a literal, read back, is the value. */
class LiteralsTest {

  @Test
  void everyValueReadBackFromItsLiteralIsTheSame() {
    Random random = new Random(20240315);
    for (int i = 0; i < 4_000; i++) {
      Object value = value(random, 4);
      String literal = Printer.repr(value);
      Object read = Literals.read(literal);
      assertThat(read).as(literal).isNotSameAs(Literals.NONE);
      assertThat(Equality.same(value, read)).as("%s, read back as %s", literal, read).isTrue();
      assertThat(Printer.repr(read)).isEqualTo(literal);
    }
  }

  @Test
  void everyFloatReadBackFromItsTextIsTheSameToTheBit() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        continue;
      }
      String text = Printer.repr(number);
      assertThat(Double.doubleToLongBits((Double) Literals.read(text)))
          .as(text)
          .isEqualTo(Double.doubleToLongBits(number));
    }
  }

  @Test
  void noTextMakesTheReaderFail() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      Literals.read(
          Fuzz.text(random, "0123456789_.eExXobjJ'\"\\()[]{},:+- \n\tTrueFalsNnbBru#set"));
    }
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 12)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> (long) random.nextInt(1000) - 500;
      case 3 -> random.nextLong();
      case 4 -> new BigInteger(64 + random.nextInt(200), random).setBit(80);
      case 5 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      case 6 -> text(random);
      case 7 -> new Bytes(text(random).getBytes(StandardCharsets.UTF_8));
      case 8 -> items(random, depth);
      case 9 -> new Tuple(items(random, depth));
      case 10 -> set(random);
      default -> map(random, depth);
    };
  }

  private static List<Object> items(Random random, int depth) {
    List<Object> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(random, depth - 1));
    }
    return items;
  }

  private static Set<Object> set(Random random) {
    Set<Object> set = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Dicts.add(set, value(random, 0));
    }
    return set;
  }

  private static Map<Object, Object> map(Random random, int depth) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Dicts.put(map, value(random, 0), value(random, depth - 1));
    }
    return map;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int kind = random.nextInt(6);
      int c =
          switch (kind) {
            case 0 -> random.nextInt(32);
            case 1 -> "'\"\\\n".charAt(random.nextInt(4));
            case 2 -> 0x80 + random.nextInt(0x2000);
            case 3 -> 0x1f600 + random.nextInt(64);
            default -> 32 + random.nextInt(95);
          };
      text.appendCodePoint(c);
    }
    return text.toString();
  }
}
