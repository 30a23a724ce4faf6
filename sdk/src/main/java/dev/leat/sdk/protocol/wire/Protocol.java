package dev.leat.sdk.protocol.wire;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What both ends agree on. {@code docs/protocol.md} says it in words. */
public final class Protocol {

  /** The version that this library writes, and the newest that it reads. */
  public static final int VERSION = 1;

  /** The most bytes that a line may have, unless a reader is told otherwise: 256 MiB. */
  public static final int LONGEST_LINE = 256 * 1024 * 1024;

  private Protocol() {}

  /**
   * The JSON Schema (draft 2020-12) of every message.
   *
   * @return JSON text; each line of a stream is valid against it
   */
  public static String schema() {
    try {
      return Resources.toString(
          Resources.getResource(Protocol.class, "protocol-1.schema.json"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
