package dev.leat.sdk.http;

import dev.leat.sdk.error.SourceDataException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Reads links and counters of answers. Stateless. */
public final class Links {

  /**
   * The header in which every fetched page carries the address it came from, no credential in it.
   */
  static final String ADDRESS = "Content-Location";

  private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:[^,\"<]|\"[^\"]*\")*)");
  private static final Pattern NEXT =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:next\\b|\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\")");

  private Links() {}

  /** The request for a link of a page, made absolute if the page knows where it came from. */
  public static Request follow(Request request, Answer answer, String link) {
    HttpUrl here = answer.header(ADDRESS).map(HttpUrl::parse).orElse(null);
    HttpUrl there = here == null ? null : here.resolve(link);
    if (there != null && there.equals(here)) {
      throw new SourceDataException("The answer links to itself as its next page: it never ends");
    }
    // A link that is no HTTP address stays as it is: the source refuses it by name.
    return request.following(there == null ? link : there.toString());
  }

  /** The address in a {@code Link} header whose relation is {@code next}. */
  public static Optional<String> next(String header) {
    Matcher links = LINK.matcher(header);
    while (links.find()) {
      if (NEXT.matcher(links.group(2)).find()) {
        return Optional.of(links.group(1));
      }
    }
    return Optional.empty();
  }

  static long number(Request request, String parameter, long ifMissing) {
    try {
      return request.queryValue(parameter).map(Long::parseLong).orElse(ifMissing);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Query parameter " + parameter + " counts pages, but it is no whole number", e);
    }
  }
}
