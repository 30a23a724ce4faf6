package dev.leat.sdk.protocol.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the one line that answers {@code spec}, {@code check} or {@code discover}. The stream
 * below is flushed, not closed.
 */
public final class ReplyWriter {

  private final OutputStream out;
  private final Redactor redactor;

  /**
   * A writer to {@code out}.
   *
   * @param redactor masks secrets in error messages
   */
  public ReplyWriter(OutputStream out, Redactor redactor) {
    this.out = out;
    this.redactor = redactor;
  }

  /**
   * The answer to {@code spec}.
   *
   * @throws OutputClosedException if it cannot be written
   */
  public void spec(ConnectorInfo connector, ConfigurationSpec configuration) {
    write(Messages.spec(connector, configuration));
  }

  /**
   * The answer to {@code check} if the settings work.
   *
   * @throws OutputClosedException if it cannot be written
   */
  public void checkSucceeded() {
    write(Messages.checkSucceeded());
  }

  /**
   * The answer to {@code discover}.
   *
   * @throws OutputClosedException if it cannot be written
   */
  public void catalog(Schema schema) {
    write(Messages.catalog(schema));
  }

  /**
   * The answer to any command that failed.
   *
   * @param failure a {@link dev.leat.sdk.error.ConnectorException}; anything else is a defect
   * @throws OutputClosedException if it cannot be written
   */
  public void error(Throwable failure) {
    write(Messages.error(failure, redactor));
  }

  private void write(ObjectNode message) {
    try {
      out.write((Json.text(message) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }
}
