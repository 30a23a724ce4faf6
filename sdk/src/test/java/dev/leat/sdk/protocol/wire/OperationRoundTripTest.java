package dev.leat.sdk.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationRoundTripTest {

  @Test
  void readsWhatWasWrittenWhateverItWas() throws Exception {
    for (long seed = 0; seed < 200; seed++) {
      List<Operation> sent = new RandomOperations(seed).next(100);
      byte[] bytes = Lines.of(sent, RandomOperations.TABLES);

      assertThat(Lines.read(bytes)).as("seed %d", seed).isEqualTo(withSchema(sent));
    }
  }

  @Test
  void everyLineIsValidAgainstTheSchema() {
    for (long seed = 0; seed < 10; seed++) {
      byte[] bytes = Lines.of(new RandomOperations(seed).next(60), RandomOperations.TABLES);

      assertThat(Lines.split(bytes)).allSatisfy(line -> assertThat(Lines.problems(line)).isEmpty());
    }
  }

  @Test
  void readsAStreamThatArrivesByteByByte() throws Exception {
    List<Operation> sent = new RandomOperations(7).next(40);
    byte[] bytes = Lines.of(sent, RandomOperations.TABLES);
    List<Operation> received = new ArrayList<>();

    new OperationReader(new Trickle(bytes), Lines.OWNER).readTo(received::add);

    assertThat(received).isEqualTo(withSchema(sent));
  }

  private static List<Operation> withSchema(List<Operation> sent) {
    List<Operation> all = new ArrayList<>();
    for (var table : RandomOperations.TABLES) {
      all.add(new Operation.SchemaChange(table));
    }
    all.addAll(sent);
    return all;
  }

  /** A stream that gives one byte at a time. */
  private static final class Trickle extends java.io.ByteArrayInputStream {

    Trickle(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
      return super.read(bytes, offset, 1);
    }
  }
}
