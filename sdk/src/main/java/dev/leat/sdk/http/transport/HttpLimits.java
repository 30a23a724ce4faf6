package dev.leat.sdk.http.transport;

import java.time.Duration;

/**
 * How long a request may take and how large its answer may be.
 *
 * @param connect until the connection stands
 * @param idle between two bytes, and until the first
 * @param call from the first attempt to connect to the last byte of the answer
 * @param largestBody bytes of an answer, as transferred and after decompression; of an answer that
 *     is read in pages, bytes of a page
 * @param largestDownload bytes of an answer that is read in pages, after decompression
 */
public record HttpLimits(
    Duration connect, Duration idle, Duration call, int largestBody, long largestDownload) {

  /** Checks that every limit is positive. */
  public HttpLimits {
    requirePositive("connect", connect);
    requirePositive("idle", idle);
    requirePositive("call", call);
    if (largestBody < 1 || largestBody == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The largest body must be 1 to " + (Integer.MAX_VALUE - 1) + " bytes: " + largestBody);
    }
    if (largestDownload < 1) {
      throw new IllegalArgumentException(
          "The largest download must be 1 byte or more: " + largestDownload);
    }
  }

  /** 10 s to connect, 60 s without a byte, 5 minutes in all, 64 MiB; 64 GiB in pages. */
  public static HttpLimits defaults() {
    return new HttpLimits(
        Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5), 64 << 20, 64L << 30);
  }

  /** The same limits, but this long to connect. */
  public HttpLimits connectWithin(Duration time) {
    return new HttpLimits(time, idle, call, largestBody, largestDownload);
  }

  /** The same limits, but this long without a byte. */
  public HttpLimits idleAtMost(Duration time) {
    return new HttpLimits(connect, time, call, largestBody, largestDownload);
  }

  /** The same limits, but this long in all. */
  public HttpLimits callWithin(Duration time) {
    return new HttpLimits(connect, idle, time, largestBody, largestDownload);
  }

  /** The same limits, but answers of up to this many bytes. */
  public HttpLimits bodyAtMost(int bytes) {
    return new HttpLimits(connect, idle, call, bytes, largestDownload);
  }

  /** The same limits, but answers of up to this many bytes where they are read in pages. */
  public HttpLimits downloadAtMost(long bytes) {
    return new HttpLimits(connect, idle, call, largestBody, bytes);
  }

  private static void requirePositive(String name, Duration time) {
    if (time.toMillis() < 1) {
      throw new IllegalArgumentException(
          "The " + name + " time-out must be at least 1 ms, got " + time);
    }
  }
}
