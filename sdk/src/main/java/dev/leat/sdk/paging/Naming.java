package dev.leat.sdk.paging;

import dev.leat.sdk.http.Request;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from the names of pages whether they do nothing but count: a token or a link that differs
 * from the one before it only by a number, which grows as page numbers or offsets do. A number that
 * the last row holds in its key or cursor is a place, not a count. Texts in base64 are looked into.
 *
 * <p>A name that hides its number (encrypted, or in a form of its own) cannot be told from a place.
 *
 * <p>For one answer and one thread.
 */
public final class Naming {

  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
  /** Where a link's path stands among its parts: no parameter is named so. */
  private static final String PATH = "?";

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{4,}={0,2}");

  private Map<String, String> before = Map.of();
  private Optional<BigInteger> lastStep = Optional.empty();
  private boolean isFirst = true;

  /**
   * Takes note of the name of a next page.
   *
   * @param first what asked for the first page of the answer
   * @param name what the page that was read calls the next one
   * @param page the page that was read
   * @param textsOfLastRow the values of its last row's key and cursor
   * @return whether it is a count
   */
  public boolean counts(Request first, String name, PageRead page, Set<String> textsOfLastRow) {
    Map<String, String> parts = parts(name);
    boolean counts =
        isFirst
            ? isFirstCount(changed(parts, first), page, textsOfLastRow)
            : isNextCount(parts, page, textsOfLastRow);
    isFirst = false;
    before = parts;
    return counts;
  }

  /**
   * The values that a name carries: of a token, what it says; of a link, its path and its parameters.
   *
   * @return unmodifiable; never empty
   */
  public static List<String> values(String name) {
    return List.copyOf(parts(name).values());
  }

  /** What the second page's name has that the first question had not. */
  private static List<String> changed(Map<String, String> parts, Request first) {
    List<String> changed = new ArrayList<>();
    parts.forEach(
        (label, value) -> {
          if (!label.equals(PATH) && !first.queryValue(label).equals(Optional.of(value))) {
            changed.add(value);
          }
        });
    return changed;
  }

  private static boolean isFirstCount(List<String> changed, PageRead page, Set<String> ofLastRow) {
    if (changed.size() != 1
        || ofLastRow.contains(changed.get(0))
        || !DIGITS.matcher(changed.get(0)).matches()) {
      return false;
    }
    long number = Long.parseLong(changed.get(0));
    return number == 1 || number == 2 || number == page.rows() || number == page.rows() + 1L;
  }

  private boolean isNextCount(Map<String, String> parts, PageRead page, Set<String> ofLastRow) {
    List<String> labels =
        parts.keySet().stream()
            .filter(label -> !Objects.equals(parts.get(label), before.get(label)))
            .toList();
    if (labels.size() != 1 || !before.keySet().equals(parts.keySet())) {
      lastStep = Optional.empty();
      return false;
    }
    return isGrown(before.get(labels.get(0)), parts.get(labels.get(0)), page, ofLastRow);
  }

  /** Whether two texts differ in one number only, and by as much as a count does. */
  private boolean isGrown(String older, String newer, PageRead page, Set<String> ofLastRow) {
    Optional<BigInteger> step = Optional.empty();
    Matcher one = DIGITS.matcher(older);
    Matcher other = DIGITS.matcher(newer);
    if (!one.replaceAll("#").equals(other.replaceAll("#"))) {
      lastStep = Optional.empty();
      return false;
    }
    one.reset();
    other.reset();
    BigInteger number = BigInteger.ZERO;
    while (one.find() && other.find()) {
      if (one.group().equals(other.group())) {
        continue;
      }
      if (step.isPresent() || ofLastRow.contains(other.group())) {
        lastStep = Optional.empty();
        return false;
      }
      number = new BigInteger(other.group());
      step = Optional.of(number.subtract(new BigInteger(one.group())));
    }
    boolean counts =
        step.isPresent()
            && step.get().signum() > 0
            && (step.get().equals(BigInteger.ONE)
                || step.get().equals(BigInteger.valueOf(page.rows()))
                || number.equals(BigInteger.valueOf(page.rowsSoFar()))
                || number.equals(BigInteger.valueOf(page.rowsSoFar() + 1))
                || step.equals(lastStep));
    lastStep = step;
    return counts;
  }

  /** A link by its parameters and the rest; a token as one part, decoded if it can be. */
  private static Map<String, String> parts(String name) {
    int query = name.indexOf('?');
    boolean isLink = query >= 0 || name.startsWith("/") || name.matches("(?i)https?://.*");
    if (!isLink) {
      return Map.of("", decoded(name));
    }
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(PATH, query < 0 ? name : name.substring(0, query));
    if (query >= 0) {
      for (String each : name.substring(query + 1).replaceFirst("#.*", "").split("&", -1)) {
        int equals = each.indexOf('=');
        String label = equals < 0 ? each : each.substring(0, equals);
        parts.put(label, decoded(unescaped(equals < 0 ? "" : each.substring(equals + 1))));
      }
    }
    return parts;
  }

  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** What stands in a text that is base64 of readable text; else the text itself. */
  private static String decoded(String text) {
    if (DIGITS.matcher(text).matches() || !BASE64.matcher(text).matches()) {
      return text;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      String inside =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return inside.chars().allMatch(c -> c >= ' ' && c != 127) ? inside : text;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return text;
    }
  }
}
