package dev.leat.playground;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** One way for a source to misbehave. Faults are immutable values. */
public sealed interface Fault {

  /** Answers what {@code cases} has for this kind of fault. */
  <R> R match(Cases<R> cases);

  /** Refuses with 429 and no {@code Retry-After}. */
  static RateLimited rateLimited() {
    return new RateLimited(Optional.empty());
  }

  /** Refuses with 429 and a {@code Retry-After} in whole seconds. */
  static RateLimited rateLimitedFor(Duration wait) {
    return new RateLimited(Optional.of(Long.toString(wait.toSeconds())));
  }

  /** Refuses with 429 and a {@code Retry-After} as an HTTP date, cut to seconds. */
  static RateLimited rateLimitedUntil(Instant end) {
    return new RateLimited(
        Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atOffset(ZoneOffset.UTC))));
  }

  /**
   * Refuses with 429.
   *
   * @param retryAfter value of the {@code Retry-After} header, sensible or not; empty for no header
   */
  record RateLimited(Optional<String> retryAfter) implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rateLimited(this);
    }
  }

  /**
   * Fails with a status from 500 to 599.
   *
   * @param status the HTTP status
   * @param retryAfter value of the {@code Retry-After} header, sensible or not; empty for no header
   */
  record ServerError(int status, Optional<String> retryAfter) implements Fault {
    /** Refuses another status. */
    public ServerError {
      if (status < 500 || status > 599) {
        throw new IllegalArgumentException(
            "A server error has a status of 500 to 599, got " + status);
      }
    }

    /** Without {@code Retry-After}. */
    public ServerError(int status) {
      this(status, Optional.empty());
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.serverError(this);
    }
  }

  /**
   * Refuses with 403, as where an account has used up its requests of the hour: {@code
   * X-RateLimit-Remaining} is 0, {@code X-RateLimit-Reset} says when there are more.
   *
   * @param reset how long from now, in whole seconds
   */
  record QuotaUsedUp(Duration reset) implements Fault {
    /** Refuses a negative wait. */
    public QuotaUsedUp {
      if (reset.isNegative()) {
        throw new IllegalArgumentException("A quota is not reset in the past, got " + reset);
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.quotaUsedUp(this);
    }
  }

  /** Refuses with 401, as for an expired token. */
  record Unauthorized() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unauthorized(this);
    }
  }

  /** Sends half of the declared {@code Content-Length}, then closes the connection. */
  record CutConnection() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cutConnection(this);
    }
  }

  /** Sends the first half of the JSON as if it were all, with the page's status. */
  record TruncatedJson() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.truncatedJson(this);
    }
  }

  /** Sends an HTML error page with status 200. */
  record HtmlPage() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.htmlPage(this);
    }
  }

  /** Sends status 200 and a document that says that it is an error, with null for the rows. */
  record ErrorDocument() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.errorDocument(this);
    }
  }

  /** Sends status 200 and no body. */
  record EmptyBody() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.emptyBody(this);
    }
  }

  /** Puts a byte that no UTF-8 text holds into the first text of the body. */
  record InvalidUtf8() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.invalidUtf8(this);
    }
  }

  /**
   * Sends the right answer late.
   *
   * @param delay waited before the first byte
   */
  record Slow(Duration delay) implements Fault {
    /** Refuses a negative delay. */
    public Slow {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("A delay must not be negative, got " + delay);
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.slow(this);
    }
  }

  /** Answers a keyset page with the {@code scroll_param} that asked for it. */
  record RepeatedToken() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.repeatedToken(this);
    }
  }

  /** Leads a scroll from its second token back to its first: A, B, A, B, without end. */
  record TokenCycle() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.tokenCycle(this);
    }
  }

  /** Sends null for when the last row of the page was changed. */
  record NullCursor() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.nullCursor(this);
    }
  }

  /** Keeps sending the page that the first matching request got, whatever is asked for. */
  record FrozenPage() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.frozenPage(this);
    }
  }

  /**
   * Redirects with 302.
   *
   * @param location value of the {@code Location} header, on this host or another
   */
  record Redirect(URI location) implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.redirect(this);
    }
  }

  /** Redirects with 302 to the very address that was asked for. */
  record RedirectLoop() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.redirectLoop(this);
    }
  }

  /**
   * Refuses with a status, and repeats in its message all that it was asked with: the address and
   * every header, credentials too.
   *
   * @param status the HTTP status, 400 to 599
   */
  record Echo(int status) implements Fault {
    /** Refuses another status. */
    public Echo {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException("A refusal has a status of 400 to 599, got " + status);
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.echo(this);
    }
  }

  /** Closes the connection before the first byte of an answer. */
  record DroppedConnection() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.droppedConnection(this);
    }
  }

  /** Takes the request and never answers; the connection stays open. */
  record Silence() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.silence(this);
    }
  }

  /**
   * Sends the right headers, then its body one byte at a time.
   *
   * @param pause waited before each byte
   */
  record Drip(Duration pause) implements Fault {
    /** Refuses a negative pause. */
    public Drip {
      if (pause.isNegative()) {
        throw new IllegalArgumentException("A pause must not be negative, got " + pause);
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.drip(this);
    }
  }

  /** Sends white space, which JSON may begin with, until the client leaves. */
  record EndlessBody() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.endlessBody(this);
    }
  }

  /**
   * Sends 10 GiB of white space, compressed to a thousandth, whether or not the client accepts
   * gzip.
   */
  record GzipBomb() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.gzipBomb(this);
    }
  }

  /**
   * Sends the right page in a form that JSON over HTTP should not have.
   *
   * @param encoding which form
   */
  record Encoded(OddEncoding encoding) implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.encoded(this);
    }
  }

  /**
   * Puts something unusual into the last row of the page.
   *
   * @param oddity what
   */
  record OddRow(Oddity oddity) implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.oddRow(this);
    }
  }

  /** Leaves every row out of the page, and nothing else: a token still leads on. */
  record EmptyPage() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.emptyPage(this);
    }
  }

  /**
   * Keeps sending the first page of a scroll, each time with a token that was never seen before.
   */
  record FreshTokens() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.freshTokens(this);
    }
  }

  /** Sends the rows of the page in the opposite order, and the first of them twice. */
  record ShuffledPage() implements Fault {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.shuffledPage(this);
    }
  }

  /**
   * Answers as a copy that is behind: rows that changed lately are left out.
   *
   * @param lag how far behind
   */
  record LaggingReplica(Duration lag) implements Fault {
    /** Refuses a negative lag. */
    public LaggingReplica {
      if (lag.isNegative()) {
        throw new IllegalArgumentException("A lag must not be negative, got " + lag);
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.laggingReplica(this);
    }
  }

  /**
   * One method for each kind of fault, so that a new kind is a compile error wherever faults are
   * told apart.
   *
   * @param <R> what is answered
   */
  interface Cases<R> {
    /** Answers for {@link RateLimited}. */
    R rateLimited(RateLimited fault);

    /** Answers for {@link ServerError}. */
    R serverError(ServerError fault);

    /** Answers for {@link QuotaUsedUp}. */
    R quotaUsedUp(QuotaUsedUp fault);

    /** Answers for {@link Unauthorized}. */
    R unauthorized(Unauthorized fault);

    /** Answers for {@link CutConnection}. */
    R cutConnection(CutConnection fault);

    /** Answers for {@link TruncatedJson}. */
    R truncatedJson(TruncatedJson fault);

    /** Answers for {@link HtmlPage}. */
    R htmlPage(HtmlPage fault);

    /** Answers for {@link ErrorDocument}. */
    R errorDocument(ErrorDocument fault);

    /** Answers for {@link EmptyBody}. */
    R emptyBody(EmptyBody fault);

    /** Answers for {@link InvalidUtf8}. */
    R invalidUtf8(InvalidUtf8 fault);

    /** Answers for {@link Slow}. */
    R slow(Slow fault);

    /** Answers for {@link RepeatedToken}. */
    R repeatedToken(RepeatedToken fault);

    /** Answers for {@link TokenCycle}. */
    R tokenCycle(TokenCycle fault);

    /** Answers for {@link NullCursor}. */
    R nullCursor(NullCursor fault);

    /** Answers for {@link FrozenPage}. */
    R frozenPage(FrozenPage fault);

    /** Answers for {@link Redirect}. */
    R redirect(Redirect fault);

    /** Answers for {@link RedirectLoop}. */
    R redirectLoop(RedirectLoop fault);

    /** Answers for {@link Echo}. */
    R echo(Echo fault);

    /** Answers for {@link DroppedConnection}. */
    R droppedConnection(DroppedConnection fault);

    /** Answers for {@link Silence}. */
    R silence(Silence fault);

    /** Answers for {@link Drip}. */
    R drip(Drip fault);

    /** Answers for {@link EndlessBody}. */
    R endlessBody(EndlessBody fault);

    /** Answers for {@link GzipBomb}. */
    R gzipBomb(GzipBomb fault);

    /** Answers for {@link Encoded}. */
    R encoded(Encoded fault);

    /** Answers for {@link OddRow}. */
    R oddRow(OddRow fault);

    /** Answers for {@link EmptyPage}. */
    R emptyPage(EmptyPage fault);

    /** Answers for {@link FreshTokens}. */
    R freshTokens(FreshTokens fault);

    /** Answers for {@link ShuffledPage}. */
    R shuffledPage(ShuffledPage fault);

    /** Answers for {@link LaggingReplica}. */
    R laggingReplica(LaggingReplica fault);
  }
}
