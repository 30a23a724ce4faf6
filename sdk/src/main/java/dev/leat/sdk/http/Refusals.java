package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says what an answer means that no rule of the source knows, and who must act. For one request.
 */
final class Refusals {

  private static final int SHOWN = 200;

  /** Statuses that say "not so" of a request, and of a caller who has asked too often. */
  private static final Set<Integer> AMBIGUOUS = Set.of(400, 403, 422);

  private static final List<String> ERRORS = List.of("/errors", "/error");

  /** Values that mean that nothing went wrong. */
  private static final Set<String> NONE = Set.of("", "[]", "{}", "false", "0");

  private final HttpSource source;
  private final String label;
  private final Supplier<Redactor> redactor;

  Refusals(HttpSource source, String label, Supplier<Redactor> redactor) {
    this.source = source;
    this.label = label;
    this.redactor = redactor;
  }

  /** What an answer usually means. */
  Verdict usual(Response answer) {
    int status = answer.status();
    boolean success = status >= 200 && status < 300;
    if (success && !saysError(answer)) {
      return Verdict.accept();
    }
    boolean ambiguous = success || AMBIGUOUS.contains(status);
    if (status == 429 || (ambiguous && ServerWait.isLimit(answer.exchange()))) {
      return Verdict.limit();
    }
    if (status == 401) {
      return Verdict.renew();
    }
    if (success || source.retry().retries(status)) {
      return Verdict.retry();
    }
    return Verdict.fail(kindOf(status));
  }

  /**
   * Whether a document says that it is an error, whatever its status: an {@code errors} or {@code
   * error} at its top that is neither null nor empty, whether there are rows as well or not.
   */
  static boolean saysError(Response answer) {
    Optional<Answer> document = answer.document();
    return document.isPresent()
        && ERRORS.stream()
            .flatMap(pointer -> document.get().page().text(pointer).stream())
            .map(text -> text.replaceAll("\\s", ""))
            .anyMatch(text -> !NONE.contains(text));
  }

  /**
   * The failure for an answer that is not accepted.
   *
   * @throws TryAgain if another attempt may help
   */
  ConnectorException failure(Response answer, Verdict verdict) throws TryAgain {
    String what =
        label
            + " answered "
            + answer.status()
            + (answer.status() < 300 ? " with an error" : "")
            + explanation(answer, verdict, redactor.get());
    HttpStatusException cause =
        new HttpStatusException(answer.status(), label + " answered " + answer.status());
    if (verdict.remedy().isPresent()) {
      cause = cause.remedy(verdict.remedy().get());
    }
    return switch (verdict.action()) {
      case RETRY -> throw retry(what, answer, verdict, cause);
      case LIMIT ->
          throw TryAgain.unavailable(
              what,
              verdict
                  .words()
                  .orElse(
                      "ask less often (a rate limit), or start again later; the next sync resumes"),
              why(answer, verdict, false),
              cause);
      case RENEW ->
          new ConfigurationException(
              what + ": " + verdict.words().orElseGet(() -> permission(401)), cause);
      default ->
          of(
              verdict.kind().orElse(ConnectorException.Kind.SOURCE_DATA),
              what + ": " + verdict.words().orElseGet(() -> advice(answer.status())),
              cause);
    };
  }

  private TryAgain retry(String what, Response answer, Verdict verdict, HttpStatusException cause) {
    if (answer.status() < 300) {
      String advice =
          "the source reports an error in place of rows, or next to them; if it means something"
              + " else, a rule for its answers can say so";
      return new TryAgain(
          what,
          verdict.words().orElse(advice),
          why(answer, verdict, true),
          message -> new SourceDataException(message, cause));
    }
    return TryAgain.unavailable(
        what,
        verdict.words().orElse("wait for the source; the next sync resumes"),
        why(answer, verdict, true),
        cause);
  }

  private TryAgain.Why why(Response answer, Verdict verdict, boolean mayHaveActed) {
    return new TryAgain.Why(Optional.of(answer), wait(answer), verdict.backoff(), mayHaveActed);
  }

  private Optional<ServerWait> wait(Response answer) {
    return ServerWait.afterRefusal(answer.exchange(), source.http().clock());
  }

  /**
   * What an answer says, in a few words and masked before it is cut, so that half a secret does not
   * stay; empty if it is not JSON with a message.
   */
  static String explanation(Response answer, Verdict verdict, Redactor redactor) {
    Optional<String> words =
        verdict.pointer().isPresent() ? answer.words(verdict.pointer().get()) : answer.message();
    return words.map(text -> " (" + Shown.excerpt(redactor.redact(text), SHOWN) + ")").orElse("");
  }

  private static ConnectorException.Kind kindOf(int status) {
    if (status == 401 || status == 403 || status == 404 || status == 407) {
      return ConnectorException.Kind.CONFIGURATION;
    }
    return status >= 500
        ? ConnectorException.Kind.SOURCE_UNAVAILABLE
        : ConnectorException.Kind.SOURCE_DATA;
  }

  private String advice(int status) {
    if (status == 401 || status == 403) {
      return permission(status);
    }
    if (status == 404) {
      return "nothing is there; is the path right, and " + source.where() + "?";
    }
    if (status == 407) {
      return "the proxy wants a user name and a password: set them in the address of the proxy";
    }
    if (status < 400) {
      return "neither an answer nor an address to go to; is " + source.where() + " right?";
    }
    return status >= 500
        ? "the source cannot do this, now or ever; ask its owner"
        : "the source does not take this request as it is";
  }

  private String permission(int status) {
    if (source.auth() == Auth.none()) {
      return "the source wants a credential and none is set";
    }
    return status == 401
        ? "check " + source.auth() + ": it is missing, wrong or expired"
        : "check " + source.auth() + ": it may lack the permission for this";
  }

  private static ConnectorException of(
      ConnectorException.Kind kind, String message, Exception cause) {
    return switch (kind) {
      case CONFIGURATION -> new ConfigurationException(message, cause);
      case SOURCE_UNAVAILABLE -> new SourceUnavailableException(message, cause);
      case SOURCE_DATA -> new SourceDataException(message, cause);
    };
  }
}
