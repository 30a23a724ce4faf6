package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import java.time.Duration;
import java.util.regex.Pattern;

/** How requests, times and foreign text look in messages and logs. Stateless. */
final class Shown {

  private static final int QUERY_LENGTH = 200;

  /** Names of parameters that often carry a credential; their values are never shown. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(secret|passw|credential|signature|authorization|cookie|session).*"
              + "|(.*[-_.])?(key|apikey|auth|sig|token|jwt|code)"
              + "|.*(accessToken|authToken|ApiKey|AccessKey)");

  private Shown() {}

  /**
   * The query with its question mark, masked before it is cut; of a link's own query only a hint
   * that there is one.
   */
  static String query(Request request, Redactor redactor) {
    if (request.link().isPresent()) {
      return request.link().get().contains("?") ? "?..." : "";
    }
    StringBuilder text = new StringBuilder();
    for (Parameter each : request.parameters()) {
      boolean secret = isSecret(each.name());
      text.append(text.isEmpty() ? '?' : '&')
          .append(each.name())
          .append('=')
          .append(secret ? Redactor.MASK : each.value());
    }
    return excerpt(redactor.redact(text.toString()), QUERY_LENGTH);
  }

  /** Whether a parameter or header of that name often carries a credential. */
  static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name).matches();
  }

  /** {@code 250 ms}, {@code 31 s}, {@code 15 min}, {@code 5 h} or {@code 365 d}, rounded. */
  static String time(Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      return time.toMillis() + " ms";
    }
    long seconds = time.plusMillis(500).toSeconds();
    if (seconds < 300) {
      return seconds + " s";
    }
    if (seconds < 3 * 3600) {
      return Math.round(seconds / 60.0) + " min";
    }
    return seconds < 48 * 3600
        ? Math.round(seconds / 3600.0) + " h"
        : Math.round(seconds / 86400.0) + " d";
  }

  /** Foreign text on one line, cut to that many characters. */
  static String excerpt(String text, int most) {
    String line = text.replaceAll("\\p{Cntrl}", " ").strip();
    return line.length() <= most ? line : line.substring(0, most) + "...";
  }
}
