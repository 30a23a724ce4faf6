package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.SourceDataException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Reads and follows links, and keeps credentials out of them. Stateless. */
final class Links {

  /**
   * The header in which every fetched page carries the address it came from, no credential in it.
   */
  static final String ADDRESS = "Content-Location";

  /** Shorter secrets may be part of an honest value by chance. */
  private static final int SHORTEST_WITHIN = 6;

  private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:[^,\"<]|\"[^\"]*\")*)");

  private Links() {}

  /** See {@link HttpSource#follow}. */
  static Request follow(HttpSource source, Request request, Answer page, String link) {
    Request next = request.following(withoutSecrets(source, request, page, link));
    HttpUrl there = resolved(page, link).orElse(null);
    if (there == null) {
      return next;
    }
    if (there.equals(resolved(page, "").orElse(null))) {
      throw new SourceDataException("The answer links to itself as its next page: it never ends");
    }
    HttpUrl clean = withoutSecrets(there, source.secrets(request), label(request));
    for (Parameter own : request.parameters()) {
      boolean wasTakenOut =
          there.queryParameterNames().contains(own.name())
              && !clean.queryParameterNames().contains(own.name());
      next = wasTakenOut ? next.query(own.name(), own.value()) : next;
    }
    return next;
  }

  /** See {@link HttpSource#withoutSecrets}. */
  static String withoutSecrets(HttpSource source, Request request, Answer page, String link) {
    // A link that is not an HTTP address stays as it is: the source refuses it by name.
    return resolved(page, link)
        .map(there -> withoutSecrets(there, source.secrets(request), label(request)).toString())
        .orElse(link);
  }

  /**
   * The address without the query parameters that hold a secret, however they write it.
   *
   * @param who for messages
   * @throws SourceDataException if a secret is left in the path
   */
  static HttpUrl withoutSecrets(HttpUrl address, List<String> secrets, String who) {
    HttpUrl.Builder clean = address.newBuilder().fragment(null);
    String query = address.encodedQuery() == null ? "" : address.encodedQuery();
    String[] written = query.split("&", -1);
    for (int i = 0; i < address.querySize(); i++) {
      // As it is written: decoded, a plus sign would be a space.
      String value = written[i].substring(written[i].indexOf('=') + 1);
      if (isSecret(value, secrets)) {
        clean.removeAllQueryParameters(address.queryParameterName(i));
      }
    }
    Redactor redactor = Redactor.of(secrets.stream().filter(Links::isLong).toList());
    String path = address.encodedPath();
    if (!redactor.redact(path).equals(path)) {
      throw new SourceDataException(
          who + " to an address with a credential in its path, where it cannot be taken out");
    }
    return clean.build();
  }

  /** A short secret is only found where it stands alone: a key of 5 is not in page=50. */
  private static boolean isSecret(String value, List<String> secrets) {
    if (value.isEmpty()) {
      return false;
    }
    for (String secret : secrets) {
      String masked = Redactor.of(List.of(secret)).redact(value);
      if (isLong(secret) ? !masked.equals(value) : masked.equals(Redactor.MASK)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLong(String secret) {
    return secret.length() >= SHORTEST_WITHIN;
  }

  private static Optional<HttpUrl> resolved(Answer page, String link) {
    Optional<HttpUrl> here = page.header(ADDRESS).map(HttpUrl::parse);
    return here.isPresent()
        ? here.map(from -> from.resolve(link))
        : Optional.ofNullable(HttpUrl.parse(link));
  }

  private static String label(Request request) {
    return request.method() + " " + request.path() + " links";
  }

  /** The address in a {@code Link} header that has this relation. */
  static Optional<String> find(String header, String relation) {
    String word = Pattern.quote(relation);
    Pattern wanted =
        Pattern.compile(
            "(?i);\\s*rel\\s*=\\s*(?:"
                + word
                + "\\b|\"(?:[^\"]*\\s)?"
                + word
                + "(?:\\s[^\"]*)?\")");
    Matcher links = LINK.matcher(header);
    while (links.find()) {
      if (wanted.matcher(links.group(2)).find()) {
        return Optional.of(links.group(1));
      }
    }
    return Optional.empty();
  }
}
