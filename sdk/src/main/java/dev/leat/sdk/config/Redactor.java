package dev.leat.sdk.config;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Masks secrets in text: their values, and those values in base64, URL encoding and JSON strings.
 * Safe to share.
 */
public final class Redactor {

  /** What stands in a secret's place. */
  public static final String MASK = "***";

  private final Supplier<List<String>> forms;

  private Redactor(Supplier<List<String>> forms) {
    this.forms = forms;
  }

  /** Masks nothing. */
  public static Redactor none() {
    return new Redactor(List::of);
  }

  /** Masks these values; blank ones are passed over. */
  public static Redactor of(Collection<String> secrets) {
    Set<String> forms = new LinkedHashSet<>();
    for (String secret : secrets) {
      if (!secret.isBlank()) {
        addForms(secret, forms);
      }
    }
    // The longest first: a secret that contains another must not leave its own rest behind.
    List<String> sorted =
        forms.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    return new Redactor(() -> sorted);
  }

  /** Masks, at each call, what the redactor masks that is supplied by then. */
  public static Redactor asOf(Supplier<Redactor> now) {
    return new Redactor(() -> now.get().forms.get());
  }

  /** The text with every secret masked. */
  public String redact(String text) {
    String masked = text;
    for (String form : forms.get()) {
      masked = masked.replace(form, MASK);
    }
    return masked;
  }

  private static void addForms(String secret, Set<String> forms) {
    forms.add(secret);
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    forms.add(Base64.getEncoder().encodeToString(bytes));
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    forms.add(encoded);
    forms.add(encoded.replace("+", "%20"));
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(secret));
    forms.add(quoted);
    forms.add(quoted.replace("/", "\\/"));
    // As RFC 3986 has it, which most clients follow.
    forms.add(encoded.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"));
  }
}
