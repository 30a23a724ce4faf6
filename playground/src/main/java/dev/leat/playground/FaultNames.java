package dev.leat.playground;

/** What the control endpoint calls each kind of fault. */
final class FaultNames implements Fault.Cases<String> {
  @Override
  public String rateLimited(Fault.RateLimited fault) {
    return "rate_limited";
  }

  @Override
  public String serverError(Fault.ServerError fault) {
    return "server_error";
  }

  @Override
  public String quotaUsedUp(Fault.QuotaUsedUp fault) {
    return "quota_used_up";
  }

  @Override
  public String unauthorized(Fault.Unauthorized fault) {
    return "unauthorized";
  }

  @Override
  public String cutConnection(Fault.CutConnection fault) {
    return "cut_connection";
  }

  @Override
  public String truncatedJson(Fault.TruncatedJson fault) {
    return "truncated_json";
  }

  @Override
  public String htmlPage(Fault.HtmlPage fault) {
    return "html_page";
  }

  @Override
  public String errorDocument(Fault.ErrorDocument fault) {
    return "error_document";
  }

  @Override
  public String emptyBody(Fault.EmptyBody fault) {
    return "empty_body";
  }

  @Override
  public String invalidUtf8(Fault.InvalidUtf8 fault) {
    return "invalid_utf8";
  }

  @Override
  public String slow(Fault.Slow fault) {
    return "slow";
  }

  @Override
  public String repeatedToken(Fault.RepeatedToken fault) {
    return "repeated_token";
  }

  @Override
  public String tokenCycle(Fault.TokenCycle fault) {
    return "token_cycle";
  }

  @Override
  public String nullCursor(Fault.NullCursor fault) {
    return "null_cursor";
  }

  @Override
  public String frozenPage(Fault.FrozenPage fault) {
    return "frozen_page";
  }

  @Override
  public String redirect(Fault.Redirect fault) {
    return "redirect";
  }

  @Override
  public String redirectLoop(Fault.RedirectLoop fault) {
    return "redirect_loop";
  }

  @Override
  public String echo(Fault.Echo fault) {
    return "echo";
  }

  @Override
  public String droppedConnection(Fault.DroppedConnection fault) {
    return "dropped_connection";
  }

  @Override
  public String silence(Fault.Silence fault) {
    return "silence";
  }

  @Override
  public String drip(Fault.Drip fault) {
    return "drip";
  }

  @Override
  public String endlessBody(Fault.EndlessBody fault) {
    return "endless_body";
  }

  @Override
  public String gzipBomb(Fault.GzipBomb fault) {
    return "gzip_bomb";
  }

  @Override
  public String encoded(Fault.Encoded fault) {
    return "odd_encoding";
  }

  @Override
  public String oddRow(Fault.OddRow fault) {
    return "odd_row";
  }

  @Override
  public String emptyPage(Fault.EmptyPage fault) {
    return "empty_page";
  }

  @Override
  public String freshTokens(Fault.FreshTokens fault) {
    return "fresh_tokens";
  }

  @Override
  public String shuffledPage(Fault.ShuffledPage fault) {
    return "shuffled_page";
  }

  @Override
  public String laggingReplica(Fault.LaggingReplica fault) {
    return "lagging_replica";
  }
}
