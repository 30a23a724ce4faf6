package dev.leat.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A sum over rows that does not depend on their order: of each row's values, times as microseconds
 * since 1970, joined by the unit separator, the low half of the MD5, as DuckDB's {@code
 * md5_number_lower} has it. Used by one thread.
 */
public final class ContentDigest {

  /** Between two values of a row. */
  public static final char SEPARATOR = '\u001f';

  private final MessageDigest md5;
  private long sum;
  private long rows;

  /** Of no rows. */
  public ContentDigest() {
    try {
      md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  /** Adds a row, and returns what it added. */
  public long add(List<String> values) {
    byte[] canonical = String.join("\u001f", values).getBytes(StandardCharsets.UTF_8);
    long hash = ByteBuffer.wrap(md5.digest(canonical)).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
    sum += hash;
    rows++;
    return hash;
  }

  /** How many rows there were. */
  public long rows() {
    return rows;
  }

  /** The sum modulo 2^64, in hexadecimal. */
  public String hex() {
    return hex(sum);
  }

  /** A sum as {@link #hex()} shows it. */
  public static String hex(long sum) {
    return "%016x".formatted(sum);
  }
}
