package dev.leat.sdk.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.Operation;
import dev.leat.sdk.error.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a stream on its way, what a reader hands on up to its last checkpoint is what
 * was sent, and a stream that was changed never ends well.
 */
class CorruptedStreamTest {

  private static final long SEEDS = 4;

  @Test
  void aStreamThatIsCutAtAnyByteEndsInAFault() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Sent sent = Sent.of(seed);
      for (int cut = 0; cut < sent.bytes.length; cut++) {
        sent.requireFault(Arrays.copyOf(sent.bytes, cut), "cut at " + cut);
      }
    }
  }

  @Test
  void linesThatAreJoinedAreAFault() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Sent sent = Sent.of(seed);
      for (int at = 0; at < sent.bytes.length - 1; at++) {
        if (sent.bytes[at] == '\n') {
          byte[] joined = new byte[sent.bytes.length - 1];
          System.arraycopy(sent.bytes, 0, joined, 0, at);
          System.arraycopy(sent.bytes, at + 1, joined, at, joined.length - at);
          sent.requireFault(joined, "joined at " + at);
        }
      }
    }
  }

  @Test
  void aLineThatIsBrokenInTwoIsAFault() throws Exception {
    Random random = new Random(1);
    for (long seed = 0; seed < SEEDS; seed++) {
      Sent sent = Sent.of(seed);
      for (int i = 0; i < 300; i++) {
        int at = 1 + random.nextInt(sent.bytes.length - 2);
        if (sent.bytes[at] != '\n' && sent.bytes[at - 1] != '\n') {
          byte[] broken = sent.bytes.clone();
          broken[at] = '\n';
          sent.requireFault(broken, "broken at " + at);
        }
      }
    }
  }

  @Test
  void aBitThatFlipsInADataLineOrItsStructureIsAFault() throws Exception {
    Random random = new Random(2);
    for (long seed = 0; seed < SEEDS; seed++) {
      Sent sent = Sent.of(seed);
      for (int at = 0; at < sent.bytes.length; at++) {
        if (sent.isProvable(at)) {
          byte[] flipped = sent.bytes.clone();
          flipped[at] ^= (byte) (1 << random.nextInt(8));
          sent.requireFault(flipped, "flipped at " + at);
        }
      }
    }
  }

  @Test
  void aLineThatIsLostOrDoubledIsAFault() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Sent sent = Sent.of(seed);
      List<String> lines = Lines.split(sent.bytes);
      for (int i = 0; i < lines.size(); i++) {
        if (isCounted(lines.get(i))) {
          List<String> lost = new ArrayList<>(lines);
          lost.remove(i);
          sent.requireFault(lost, "lost line " + i);
          List<String> doubled = new ArrayList<>(lines);
          doubled.add(i, lines.get(i));
          sent.requireFault(doubled, "doubled line " + i);
        }
      }
    }
  }

  @Test
  void linesThatChangePlacesAcrossACheckpointAreAFault() throws Exception {
    Random random = new Random(3);
    for (long seed = 0; seed < SEEDS; seed++) {
      Sent sent = Sent.of(seed);
      List<String> lines = Lines.split(sent.bytes);
      for (int i = 0; i < 300; i++) {
        int left = random.nextInt(lines.size());
        int right = random.nextInt(lines.size());
        if (isData(lines.get(left))
            && isData(lines.get(right))
            && !lines.get(left).equals(lines.get(right))
            && hasCheckpoint(lines, Math.min(left, right), Math.max(left, right))) {
          List<String> swapped = new ArrayList<>(lines);
          swapped.set(left, lines.get(right));
          swapped.set(right, lines.get(left));
          sent.requireFault(swapped, "swapped lines " + left + " and " + right);
        }
      }
    }
  }

  @Test
  void aForeignLineIsAFaultWhereverItStands() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Sent sent = Sent.of(seed);
      List<String> lines = Lines.split(sent.bytes);
      for (String foreign :
          List.of(
              "", "Connecting...", "{}", "[1]", "{\"type\":\"log\",\"message\":\"hi\"}", "null")) {
        for (int i = 0; i <= lines.size(); i++) {
          List<String> more = new ArrayList<>(lines);
          more.add(i, foreign);
          sent.requireFault(more, "foreign line " + i);
        }
      }
    }
  }

  private static boolean isData(String line) {
    return line.matches("(?s)\\{\"type\":\"(upsert|update|delete|truncate|set_aside)\".*");
  }

  private static boolean isCounted(String line) {
    return isData(line) || line.matches("(?s)\\{\"type\":\"(hello|end)\".*");
  }

  private static boolean hasCheckpoint(List<String> lines, int from, int to) {
    return lines.subList(from, to).stream()
        .anyMatch(each -> each.startsWith("{\"type\":\"checkpoint\""));
  }

  /** A stream and what it says. */
  private static final class Sent {

    private final long seed;
    private final byte[] bytes;
    private final List<Operation> operations;

    private Sent(long seed, byte[] bytes, List<Operation> operations) {
      this.seed = seed;
      this.bytes = bytes;
      this.operations = operations;
    }

    static Sent of(long seed) throws InterruptedException {
      byte[] bytes = Lines.of(new RandomOperations(seed).nextSmall(20), RandomOperations.TABLES);
      return new Sent(seed, bytes, Lines.read(bytes));
    }

    /** Whether a byte belongs to a line of data, or to a structural place of any other. */
    boolean isProvable(int at) {
      int start = at;
      while (start > 0 && bytes[start - 1] != '\n') {
        start--;
      }
      int end = at;
      while (bytes[end] != '\n') {
        end++;
      }
      String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      return isData(line)
          || at - start < 9
          || ("{}[]\n".indexOf(bytes[at]) >= 0 && !isInText(start, at));
    }

    /** Whether a byte of the line that starts there stands between quotes. */
    private boolean isInText(int start, int at) {
      boolean inText = false;
      for (int i = start; i < at; i++) {
        if (inText && bytes[i] == '\\') {
          i++;
        } else if (bytes[i] == '"') {
          inText = !inText;
        }
      }
      return inText;
    }

    void requireFault(List<String> lines, String what) throws InterruptedException {
      requireFault((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), what);
    }

    void requireFault(byte[] changed, String what) throws InterruptedException {
      List<Operation> received = new ArrayList<>();
      boolean refused = false;
      try {
        Lines.read(changed, received);
      } catch (ProtocolException | ConnectorException e) {
        refused = true;
      }
      assertThat(refused).as("seed %d, %s: must be refused", seed, what).isTrue();
      List<Operation> claimed = claimed(received);
      assertThat(claimed)
          .as("seed %d, %s: what is claimed", seed, what)
          .isEqualTo(claimed(operations).subList(0, claimed.size()));
    }

    private static List<Operation> claimed(List<Operation> received) {
      int last = received.size();
      while (last > 0 && !(received.get(last - 1) instanceof Operation.Checkpoint)) {
        last--;
      }
      return received.subList(0, last).stream().filter(CorruptedStreamTest::isClaimed).toList();
    }
  }

  /** Rows and checkpoints; what is only for people is not claimed. */
  private static boolean isClaimed(Operation operation) {
    return !(operation instanceof Operation.Warning
        || operation instanceof Operation.Progress
        || operation instanceof Operation.SchemaChange);
  }
}
