package dev.leat.sdk.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationWriterTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final OperationWriter writer = new OperationWriter(out, Redactor.of(List.of("s3cret+")));

  @Test
  void handsLinesOnAtEachCheckpointAndWarning() throws Exception {
    writer.hello(Lines.CONNECTOR, Schema.of(Lines.USERS));
    int afterHello = out.size();

    writer.upsert(Lines.USER, JsonRow.parse("{\"id\":1}"));
    assertThat(out.size()).isEqualTo(afterHello);

    writer.checkpoint(State.empty(Lines.OWNER));
    int afterCheckpoint = out.size();
    assertThat(afterCheckpoint).isGreaterThan(afterHello);

    writer.warning("careful");
    assertThat(out.size()).isGreaterThan(afterCheckpoint);
  }

  @Test
  void masksSecretsInWhatIsForPeople() throws Exception {
    writer.hello(Lines.CONNECTOR, Schema.of(Lines.USERS));
    writer.warning("the key s3cret+ is old");
    writer.end(SyncResult.incomplete("asked with ?key=s3cret%2B"));
    OperationWriter failing = new OperationWriter(out, Redactor.of(List.of("s3cret+")));
    failing.error(new ConfigurationException("401 for s3cret+"));
    new OperationWriter(out, Redactor.of(List.of("s3cret+")))
        .error(new IllegalStateException("Basic czNjcmV0Kw=="));

    assertThat(text()).doesNotContain("s3cret").doesNotContain("czNjcmV0Kw").contains("***");
  }

  @Test
  void refusesARowOfATableThatWasNeverDeclared() {
    writer.hello(Lines.CONNECTOR, Schema.of(Lines.USERS));

    assertThatThrownBy(() -> writer.upsert(new TableName("other"), JsonRow.parse("{}")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"other\" was never declared");
  }

  @Test
  void refusesToEndWithRowsThatNoCheckpointClaims() throws Exception {
    writer.hello(Lines.CONNECTOR, Schema.of(Lines.USERS));
    writer.upsert(Lines.USER, JsonRow.parse("{\"id\":1}"));

    assertThatThrownBy(() -> writer.end(SyncResult.complete()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rows after its last checkpoint");
  }

  @Test
  void refusesLinesOutOfOrder() {
    assertThatThrownBy(() -> writer.warning("early")).isInstanceOf(IllegalStateException.class);
    writer.hello(Lines.CONNECTOR, Schema.of(Lines.USERS));
    assertThatThrownBy(() -> writer.hello(Lines.CONNECTOR, Schema.of()))
        .isInstanceOf(IllegalStateException.class);
    writer.end(SyncResult.complete());
    assertThatThrownBy(() -> writer.warning("late")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> writer.error(new IllegalArgumentException()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void saysThatNobodyReadsAnyMore() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertThatThrownBy(
            () -> new OperationWriter(closed, Redactor.none()).hello(Lines.CONNECTOR, Schema.of()))
        .isInstanceOf(OutputClosedException.class)
        .hasMessageContaining("Broken pipe");
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
