package dev.leat.sdk.http.recipes;

import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs method, address, time and body with a shared secret. */
record HmacAuth(String keyId, String secret) implements Auth {

  @Override
  public Request sign(Request request, Context context) {
    String time = Long.toString(context.now().getEpochSecond());
    String signed =
        String.join(
            "\n",
            request.method(),
            context.address(request).toString(),
            time,
            request.bodyText().orElse(""));
    return request
        .header("X-Key", keyId)
        .header("X-Time", time)
        .header("X-Signature", HexFormat.of().formatHex(hmac(signed)));
  }

  @Override
  public List<String> secrets() {
    return List.of(secret);
  }

  @Override
  public String toString() {
    return "the key ID or its secret";
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
