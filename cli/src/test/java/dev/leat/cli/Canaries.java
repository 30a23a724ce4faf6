package dev.leat.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Secrets that must be seen nowhere, in every form that they travel in. Immutable. */
final class Canaries {

  /** Base64 in pieces of 3 bytes: a secret within a longer text begins at any of them. */
  private static final int BASE64_PIECE = 3;

  private static final int BASE64_SIGNS = 4;

  private final Map<String, String> forms = new LinkedHashMap<>();

  Canaries(List<String> secrets) {
    secrets.forEach(this::add);
  }

  /** The secrets that the text holds, each with its form; empty if it holds none. */
  Set<String> in(String text) {
    Set<String> seen = new TreeSet<>();
    forms.forEach(
        (form, what) -> {
          if (text.contains(form)) {
            seen.add(what);
          }
        });
    return seen;
  }

  private void add(String secret) {
    forms.put(secret, secret);
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    forms.put(encoded, secret + " in a URL");
    forms.put(encoded.replace("+", "%20"), secret + " in a URL");
    forms.put(secret.replace("\"", "\\\""), secret + " in JSON");
    for (String base64 : base64(secret.getBytes(StandardCharsets.UTF_8))) {
      forms.put(base64, secret + " in base64");
      forms.put(base64.replace('+', '-').replace('/', '_'), secret + " in base64");
    }
  }

  /** What base64 makes of the secret behind 0, 1 or 2 other bytes, without what both share. */
  private static Set<String> base64(byte[] secret) {
    Set<String> all = new LinkedHashSet<>();
    for (int before = 0; before < BASE64_PIECE; before++) {
      int from = before == 0 ? 0 : BASE64_PIECE - before;
      int length = (secret.length - from) / BASE64_PIECE * BASE64_PIECE;
      byte[] whole = new byte[length];
      System.arraycopy(secret, from, whole, 0, length);
      String form = Base64.getEncoder().encodeToString(whole);
      assert form.length() == length / BASE64_PIECE * BASE64_SIGNS;
      all.add(form);
    }
    return all;
  }
}
