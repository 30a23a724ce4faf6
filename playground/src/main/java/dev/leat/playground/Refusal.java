package dev.leat.playground;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is answered with an error, and what the answer says. */
final class Refusal extends RuntimeException {
  private final int status;
  private final transient Map<String, Object> body;

  private Refusal(int status, Map<String, Object> body, Throwable cause) {
    super(String.valueOf(body.get("message")), cause);
    this.status = status;
    this.body = body;
  }

  /** Refuses a parameter or field, naming it, what it must be and what came. */
  static Refusal badParameter(String name, String expected, String got) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", "bad_parameter");
    body.put("parameter", name);
    body.put("expected", expected);
    body.put("message", name + " must be " + expected + ", got " + got);
    return new Refusal(400, body, null);
  }

  /** Refuses with a status, a code for programs and a message for people. */
  static Refusal of(int status, String error, String message) {
    return of(status, error, message, null);
  }

  /** Refuses because of {@code cause}. */
  static Refusal of(int status, String error, String message, Throwable cause) {
    return new Refusal(status, Map.of("error", error, "message", message), cause);
  }

  Answer answer() {
    return Answer.json(status, body);
  }
}
