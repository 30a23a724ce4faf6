package dev.leat.sdk.http.recipes;

import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 over host, time, path, query and body. */
record SigV4Auth(String accessKey, String secretKey, String region, String service)
    implements Auth {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Override
  public Request sign(Request request, Context context) {
    URI address = context.address(request);
    String time = TIME.format(context.now());
    String day = time.substring(0, 8);
    String scope = String.join("/", day, region, service, "aws4_request");
    String canonical =
        String.join(
            "\n",
            request.method(),
            address.getRawPath(),
            query(address.getRawQuery()),
            "host:" + address.getAuthority(),
            "x-amz-date:" + time,
            "",
            "host;x-amz-date",
            sha256(request.bodyText().orElse("")));
    String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical));
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : List.of(day, region, service, "aws4_request")) {
      key = hmac(key, part);
    }
    return request
        .header("X-Amz-Date", time)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=host;x-amz-date, Signature=%s"
                .formatted(accessKey, scope, HexFormat.of().formatHex(hmac(key, toSign))));
  }

  @Override
  public List<String> secrets() {
    return List.of(secretKey);
  }

  @Override
  public String toString() {
    return "the access key or its secret";
  }

  private static String query(String raw) {
    return raw == null
        ? ""
        : Arrays.stream(raw.split("&", -1)).sorted().collect(Collectors.joining("&"));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
