package dev.leat.sdk.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Masks secrets in text: their values, however they are escaped there (percent-encoding in either
 * case, plus signs, JSON, HTML, JSON pointers, one within the other), and those values in base64.
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
    List<String> all = List.copyOf(forms);
    return new Redactor(() -> all);
  }

  /** Masks, at each call, what the redactor masks that is supplied by then. */
  public static Redactor asOf(Supplier<Redactor> now) {
    return new Redactor(() -> now.get().forms.get());
  }

  /** The text with every secret masked. */
  public String redact(String text) {
    List<String> all = forms.get();
    List<Disguises.Span> spans = all.isEmpty() ? List.of() : Disguises.find(text, all);
    if (spans.isEmpty()) {
      return text;
    }
    spans.sort(Comparator.comparingInt(Disguises.Span::from).thenComparingInt(Disguises.Span::to));
    StringBuilder masked = new StringBuilder(text.length());
    int shown = 0;
    for (Disguises.Span span : spans) {
      if (span.from() >= shown) {
        masked.append(text, shown, span.from()).append(MASK);
      }
      // Where secrets overlap, what is left of the longer one goes as well.
      shown = Math.max(shown, span.to());
    }
    return masked.append(text, shown, text.length()).toString();
  }

  private static void addForms(String secret, Set<String> forms) {
    forms.add(secret);
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    forms.add(Base64.getEncoder().encodeToString(bytes));
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
