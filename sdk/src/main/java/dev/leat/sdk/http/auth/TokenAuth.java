package dev.leat.sdk.http.auth;

import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Request;

/** A credential that is a token, kept until it is replaced. */
abstract class TokenAuth implements Auth {

  abstract TokenKeeper keeper();

  @Override
  public final Request sign(Request request, Context context) throws InterruptedException {
    return keeper().sign(request, context);
  }

  @Override
  public final boolean renew(Request refused, Context context) throws InterruptedException {
    return keeper().renew(refused, context);
  }
}
