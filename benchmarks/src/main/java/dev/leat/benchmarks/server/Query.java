package dev.leat.benchmarks.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The path and the parameters of a request. Immutable. */
record Query(String path, Map<String, String> parameters) {

  /** Parses what stands between the method and the version, percent-encoded. */
  static Query parse(String target) {
    int mark = target.indexOf('?');
    Map<String, String> parameters = new HashMap<>();
    if (mark >= 0) {
      for (String pair : target.substring(mark + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && equals < pair.length() - 1) {
          String value = pair.substring(equals + 1);
          parameters.put(
              pair.substring(0, equals), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
      }
    }
    return new Query(mark < 0 ? target : target.substring(0, mark), parameters);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  long number(String name, long otherwise) {
    return text(name).map(Long::parseLong).orElse(otherwise);
  }
}
