package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Says what a status that is no success means, and who must act. Stateless. */
final class Refusals {

  private static final int LARGEST_ERROR = 16 * 1024;
  private static final int SHOWN = 200;
  private static final List<String> MESSAGES =
      List.of(
          "/error/message",
          "/error_description",
          "/message",
          "/detail",
          "/error",
          "/errors",
          "/title",
          "/msg");

  private Refusals() {}

  /**
   * The failure for an answer, unless another attempt may help.
   *
   * @param label the request: {@code GET /users}
   * @param credential its kind, for messages
   * @throws TryAgain if another attempt may help
   */
  static ConnectorException of(
      Exchange answer,
      String label,
      Auth credential,
      RetryPolicy policy,
      Clock clock,
      Redactor redactor)
      throws TryAgain {
    int status = answer.status();
    Optional<ServerWait> wait = ServerWait.afterRefusal(answer, clock);
    String what = label + " answered " + status + explanation(answer, redactor);
    HttpStatusException cause = new HttpStatusException(status, label + " answered " + status);
    // Some APIs say "forbidden" when they mean "too many requests".
    boolean limited = status == 403 && wait.isPresent();
    if (policy.retries(status) || limited) {
      throw TryAgain.unavailable(
          what,
          status == 429 || limited
              ? "ask less often (a rate limit), or start again later; the next sync resumes"
              : "wait for the source; the next sync resumes",
          wait,
          cause);
    }
    if (status == 401 || status == 403) {
      return new ConfigurationException(what + ": " + permission(status, credential), cause);
    }
    if (status == 404) {
      return new ConfigurationException(
          what + ": nothing is there; is base_url, or the path, right?", cause);
    }
    if (status < 400) {
      return new SourceDataException(
          what + ": neither an answer nor an address to go to; is base_url right?", cause);
    }
    if (status >= 500) {
      return new SourceUnavailableException(
          what + ": the source cannot do this, now or ever; ask its owner", cause);
    }
    return new SourceDataException(
        what + ": the source does not take this request as it is", cause);
  }

  /**
   * What an error body says, in a few words and masked before it is cut, lest half a secret stay;
   * empty if it is not short JSON with a message.
   */
  static String explanation(Exchange answer, Redactor redactor) {
    try {
      byte[] body = Bodies.unpacked(answer, LARGEST_ERROR);
      // A page of its own: it changes the bytes it is given.
      Page page = new Page(body.clone());
      return message(page)
          .map(text -> " (" + Shown.excerpt(redactor.redact(text), SHOWN) + ")")
          .orElse("");
    } catch (Bodies.RefusedException | IOException | SourceDataException e) {
      return "";
    }
  }

  private static Optional<String> message(Page page) {
    for (String pointer : MESSAGES) {
      Optional<String> text = page.text(pointer).filter(each -> !each.startsWith("{"));
      if (text.isPresent() && text.get().startsWith("[")) {
        text = firstOf(page, pointer);
      }
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> firstOf(Page page, String pointer) {
    try {
      Optional<JsonRow> first = page.rows(pointer).stream().findFirst();
      return first.flatMap(row -> row.text("message").or(() -> row.text("detail")));
    } catch (SourceDataException noObjects) {
      return Optional.empty();
    }
  }

  private static String permission(int status, Auth credential) {
    if (credential == Auth.none()) {
      return "the source wants a credential and none is set";
    }
    return status == 401
        ? "check " + credential + ": it is missing, wrong or expired"
        : "check " + credential + ": it may lack the permission for this";
  }
}
