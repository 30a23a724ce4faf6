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

  private static final String SEPARATOR = "\u001f";

  private final MessageDigest md5;
  private long sum;

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
    byte[] canonical = String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8);
    long hash = ByteBuffer.wrap(md5.digest(canonical)).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
    sum += hash;
    return hash;
  }

  /** The sum modulo 2^64. */
  public long sum() {
    return sum;
  }

  /** A sum in hexadecimal. */
  public static String hex(long sum) {
    return "%016x".formatted(sum);
  }
}
