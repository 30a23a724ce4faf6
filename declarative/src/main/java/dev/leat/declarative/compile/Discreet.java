package dev.leat.declarative.compile;

import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Request;
import java.util.ArrayList;
import java.util.List;

/** A credential, with all else that must not be shown of a request. */
record Discreet(Auth own, Settings settings) implements Auth {

  @Override
  public Request sign(Request request, Context context) throws InterruptedException {
    return own.sign(request, context);
  }

  @Override
  public boolean renew(Request refused, Context context) throws InterruptedException {
    return own.renew(refused, context);
  }

  @Override
  public List<String> secrets() {
    List<String> all = new ArrayList<>(own.secrets());
    all.addAll(settings.secrets());
    return all;
  }

  @Override
  public String toString() {
    return own == Auth.none() ? "the settings" : own.toString();
  }
}
