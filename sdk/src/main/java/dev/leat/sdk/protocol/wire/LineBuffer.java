package dev.leat.sdk.protocol.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * Collects lines and hands them on in large pieces, taking the checksum of each as it passes. Used
 * by one thread.
 */
final class LineBuffer extends OutputStream {

  private final OutputStream out;
  private final byte[] buffer;
  private final CRC32 crc = new CRC32();
  private int size;
  private int unsummed;

  LineBuffer(OutputStream out, int capacity) {
    this.out = out;
    this.buffer = new byte[capacity];
  }

  /** Begins a line. */
  void start() {
    crc.reset();
    unsummed = size;
  }

  /**
   * Ends the line.
   *
   * @return CRC-32 of its bytes without the line break
   */
  long end() {
    crc.update(buffer, unsummed, size - unsummed);
    unsummed = size;
    write('\n');
    return crc.getValue();
  }

  @Override
  public void write(int oneByte) {
    if (size == buffer.length) {
      drain();
    }
    buffer[size++] = (byte) oneByte;
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (length > buffer.length - size) {
      drain();
      if (length > buffer.length) {
        crc.update(bytes, offset, length);
        handOn(bytes, offset, length);
        return;
      }
    }
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
  }

  /** Hands on everything, down to whoever reads. */
  @Override
  public void flush() {
    drain();
    try {
      out.flush();
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }

  private void drain() {
    crc.update(buffer, unsummed, size - unsummed);
    handOn(buffer, 0, size);
    size = 0;
    unsummed = 0;
  }

  private void handOn(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }
}
