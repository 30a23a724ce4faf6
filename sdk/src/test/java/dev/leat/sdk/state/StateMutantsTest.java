package dev.leat.sdk.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.Remedy;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.schema.TableName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand states that were damaged on the way. None may be taken for another state than the
 * one that was written: a wrong position loses rows in silence, or reads everything again.
 */
class StateMutantsTest {

  private static final long SEED = 20260301;
  private static final int MUTANTS = 10_000;
  private static final StateOwner OWNER = StateOwner.of("keyset", Map.of("base_url", "http://a"));

  /** One way to damage a document. */
  private enum Damage {
    TRUNCATE {
      @Override
      byte[] of(byte[] good, Random random) {
        return Arrays.copyOf(good, random.nextInt(good.length));
      }
    },
    FLIP_A_BIT {
      @Override
      byte[] of(byte[] good, Random random) {
        good[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
        return good;
      }
    },
    DOUBLE_A_BYTE {
      @Override
      byte[] of(byte[] good, Random random) {
        int at = random.nextInt(good.length);
        return spliced(good, at, at);
      }
    },
    LOSE_BYTES {
      @Override
      byte[] of(byte[] good, Random random) {
        int from = random.nextInt(good.length);
        return spliced(good, from, Math.min(good.length, from + 1 + random.nextInt(8)));
      }
    },
    DOUBLE_A_STRETCH {
      @Override
      byte[] of(byte[] good, Random random) {
        int to = 1 + random.nextInt(good.length);
        return spliced(good, to, random.nextInt(to));
      }
    },
    SWAP_TWO_DIGITS {
      @Override
      byte[] of(byte[] good, Random random) {
        int[] digits = digits(good);
        int left = digits[random.nextInt(digits.length)];
        int right = digits[random.nextInt(digits.length)];
        byte moved = good[left];
        good[left] = good[right];
        good[right] = moved;
        return good;
      }
    },
    CHANGE_A_DIGIT {
      @Override
      byte[] of(byte[] good, Random random) {
        int[] digits = digits(good);
        good[digits[random.nextInt(digits.length)]] = (byte) ('0' + random.nextInt(10));
        return good;
      }
    },
    LOSE_A_KEY {
      @Override
      byte[] of(byte[] good, Random random) {
        ObjectNode document = Json.object(utf8(good));
        List<ObjectNode> objects = new ArrayList<>();
        collect(document, objects);
        ObjectNode victim = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        victim.fieldNames().forEachRemaining(names::add);
        victim.remove(names.get(random.nextInt(names.size())));
        return Json.text(document).getBytes(StandardCharsets.UTF_8);
      }
    },
    ZERO_A_BLOCK {
      @Override
      byte[] of(byte[] good, Random random) {
        int from = random.nextInt(good.length);
        Arrays.fill(good, from, Math.min(good.length, from + 32), (byte) 0);
        return good;
      }
    },
    TAIL_OF_A_LONGER_STATE {
      @Override
      byte[] of(byte[] good, Random random) {
        byte[] longer = "\":\"2026-01-31\"}}}".getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(good, good.length + 1 + random.nextInt(longer.length));
        System.arraycopy(longer, 0, both, good.length, both.length - good.length);
        return both;
      }
    };

    /** The document in {@code good}, which may be changed, with one damage. */
    abstract byte[] of(byte[] good, Random random);
  }

  @Test
  void noneOfTenThousandDamagedStatesIsAccepted() {
    Random random = new Random(SEED);
    Map<Damage, Integer> refused = new EnumMap<>(Damage.class);
    for (int mutant = 0; mutant < MUTANTS; ) {
      State state = someState(random);
      Damage damage = Damage.values()[mutant % Damage.values().length];
      String good = state.json();
      String damaged = utf8(damage.of(good.getBytes(StandardCharsets.UTF_8), random));
      if (isSame(damaged, good)) {
        continue;
      }
      assertThatThrownBy(() -> State.parse(damaged, OWNER))
          .as("seed %s, mutant %s (%s): %s", SEED, mutant, damage, damaged)
          .hasMessageStartingWith("The state ")
          .isInstanceOfSatisfying(
              ConfigurationException.class,
              e -> assertThat(e.remedy()).contains(Remedy.START_OVER));
      refused.merge(damage, 1, Integer::sum);
      mutant++;
    }
    assertThat(refused).hasSize(Damage.values().length).containsValue(MUTANTS / 10);
  }

  /** Whoever knows how the checksum is made still gives it another owner or an unknown format. */
  @Test
  void aForgedStateWithAFittingChecksumIsRefusedByWhatItSays() {
    Random random = new Random(SEED);
    for (int each = 0; each < 1_000; each++) {
      ObjectNode document = Json.object(someState(random).json());
      String said;
      switch (each % 4) {
        case 0 -> {
          document.put("fingerprint", Long.toHexString(random.nextLong()));
          said = "written for another source";
        }
        case 1 -> {
          document.put("connector", "offset");
          said = "belongs to connector \"offset\"";
        }
        case 2 -> {
          document.put("format", 2 + random.nextInt(1_000));
          said = "upgrade Leat";
        }
        default -> {
          document.put("format", -random.nextInt(1_000));
          said = "The state is corrupt";
        }
      }
      document.put("checksum", StateDocument.checksum(document));
      assertThatThrownBy(() -> State.parse(Json.text(document), OWNER))
          .as("seed %s, state %s", SEED, each)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(said);
    }
  }

  private static State someState(Random random) {
    State state = State.empty(OWNER);
    for (int table = 1 + random.nextInt(3); table > 0; table--) {
      Cursor interval =
          Cursor.of("from", "2026-0" + (1 + random.nextInt(9)) + "-01T00:00:00Z")
              .with("to", "2026-10-1" + random.nextInt(10) + "T12:34:56.789Z");
      Cursor cursor =
          Cursor.parse("{\"id\":" + random.nextLong() + ",\"share\":0." + random.nextInt(999) + "}")
              .with("after", "ünder" + random.nextInt())
              .with("closed", List.of(interval, interval.with("key", "\"\\")));
      state = state.with(new TableName("table_" + table), cursor);
    }
    return state;
  }

  /** Whether both say the same, so that nothing was damaged. */
  private static boolean isSame(String damaged, String good) {
    try {
      return damaged.equals(good) || Json.object(damaged).equals(Json.object(good));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The bytes up to {@code until}, then those from {@code from} on. */
  private static byte[] spliced(byte[] good, int until, int from) {
    int end = until == from ? until + 1 : until;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(good, 0, end);
    bytes.write(good, from, good.length - from);
    return bytes.toByteArray();
  }

  private static int[] digits(byte[] bytes) {
    return IntStream.range(0, bytes.length).filter(at -> Character.isDigit(bytes[at])).toArray();
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      objects.add(object);
    }
    node.forEach(each -> collect(each, objects));
  }
}
