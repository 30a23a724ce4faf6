package dev.leat.sdk.protocol.wire;

/**
 * A stream of lines that cannot be trusted from some byte on: a half, joined or foreign line, one
 * that is missing, or no end. What was claimed by checkpoints before it is good; nothing after them
 * is.
 */
public final class ProtocolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final long byteOffset;
  private final long lineNumber;

  ProtocolException(String problem, long byteOffset, long lineNumber, Throwable cause) {
    super(
        "Line "
            + lineNumber
            + " of the connector's output, at byte "
            + byteOffset
            + ": "
            + problem
            + ". Nothing after the last checkpoint counts: mend the connector and sync again",
        cause);
    this.problem = problem;
    this.byteOffset = byteOffset;
    this.lineNumber = lineNumber;
  }

  /** What is wrong at that place: a clause, without the place. */
  public String problem() {
    return problem;
  }

  /** Where the fault was seen, in bytes from the start of the stream; the first byte is 0. */
  public long byteOffset() {
    return byteOffset;
  }

  /** In which line the fault was seen; the first is 1. */
  public long lineNumber() {
    return lineNumber;
  }
}
