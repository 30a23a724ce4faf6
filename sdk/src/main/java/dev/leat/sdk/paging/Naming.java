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
 * from the one before it only by a number, which grows as page numbers or offsets do. Texts in
 * base64 are looked into.
 *
 * <p>A name that hides its number (encrypted, or in a form of its own) cannot be told from a place.
 *
 * <p>For one answer and one thread.
 */
public final class Naming {

  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

  /** A number and nothing else, or behind a word that says what it counts. */
  private static final Pattern LABELLED =
      Pattern.compile("(?:\\W*[A-Za-z_]{1,20}\\W+)?(\\d{1,18})\\W*");

  /** The largest page that is thought of. */
  private static final long MOST_ROWS = 10_000;

  /** Where a link's path stands among its parts: no parameter is named so. */
  private static final String PATH = "?";

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{4,}={0,2}");

  private Map<String, String> before = Map.of();
  private Optional<BigInteger> lastStep = Optional.empty();
  private boolean isFirst = true;

  /** What a name can be. */
  public enum Kind {
    /** A place between rows, as far as it can be seen. */
    PLACE,
    /** A number of rows or of pages. */
    COUNT,
    /** A count that is the last row's key or cursor, too: no row has moved so far. */
    EITHER
  }

  /**
   * Takes note of the name of a next page.
   *
   * @param first what asked for the first page of the answer
   * @param name what the page that was read calls the next one
   * @param page the page that was read
   * @param textsOfLastRow the values of its last row's key and cursor
   */
  public Kind kind(Request first, String name, PageRead page, Set<String> textsOfLastRow) {
    Map<String, String> parts = parts(name);
    Optional<String> number =
        isFirst ? firstCount(changed(parts, first), page) : nextCount(parts, page);
    if (isFirst) {
      // An offset begins at zero.
      lastStep = number.map(BigInteger::new);
    }
    isFirst = false;
    before = parts;
    if (number.isEmpty()) {
      return Kind.PLACE;
    }
    if (!textsOfLastRow.contains(number.get())) {
      return Kind.COUNT;
    }
    // With more than the number in it, it is made of the row.
    return parts.values().stream().anyMatch(text -> isNothingBut(number.get(), text))
        ? Kind.EITHER
        : Kind.PLACE;
  }

  /**
   * The values that a name adds to the first question: of a token, what it says; of a link, the
   * parameters that the question had not.
   */
  public static List<String> values(Request first, String name) {
    return changed(parts(name), first);
  }

  private static boolean isNothingBut(String number, String text) {
    Matcher labelled = LABELLED.matcher(text);
    return labelled.matches() && labelled.group(1).equals(number);
  }

  /** What a name has that the first question had not. */
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

  private static Optional<String> firstCount(List<String> changed, PageRead page) {
    Matcher labelled = LABELLED.matcher(changed.size() == 1 ? changed.get(0) : "");
    if (!labelled.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(labelled.group(1));
    // More than came, where rows were left out after they were counted.
    boolean counts = number == 1 || number == 2 || (number >= page.rows() && number <= MOST_ROWS);
    return counts ? Optional.of(labelled.group(1)) : Optional.empty();
  }

  private Optional<String> nextCount(Map<String, String> parts, PageRead page) {
    List<String> labels =
        parts.keySet().stream()
            .filter(label -> !Objects.equals(parts.get(label), before.get(label)))
            .toList();
    if (labels.size() != 1 || !before.keySet().equals(parts.keySet())) {
      lastStep = Optional.empty();
      return Optional.empty();
    }
    return grown(before.get(labels.get(0)), parts.get(labels.get(0)), page);
  }

  /** The number in which alone two texts differ, if it has grown by as much as a count does. */
  private Optional<String> grown(String older, String newer, PageRead page) {
    Optional<BigInteger> stepBefore = lastStep;
    lastStep = Optional.empty();
    Matcher one = DIGITS.matcher(older);
    Matcher other = DIGITS.matcher(newer);
    if (!one.replaceAll("#").equals(other.replaceAll("#"))) {
      return Optional.empty();
    }
    one.reset();
    other.reset();
    Optional<String> number = Optional.empty();
    while (one.find() && other.find()) {
      if (one.group().equals(other.group())) {
        continue;
      }
      if (number.isPresent()) {
        lastStep = Optional.empty();
        return Optional.empty();
      }
      number = Optional.of(other.group());
      lastStep = Optional.of(new BigInteger(other.group()).subtract(new BigInteger(one.group())));
    }
    return number.filter(text -> isCount(new BigInteger(text), page, stepBefore));
  }

  private boolean isCount(BigInteger number, PageRead page, Optional<BigInteger> stepBefore) {
    BigInteger step = lastStep.orElse(BigInteger.ZERO);
    return step.signum() > 0
        && (step.equals(BigInteger.ONE)
            || step.equals(BigInteger.valueOf(page.rows()))
            || number.equals(BigInteger.valueOf(page.rowsSoFar()))
            || number.equals(BigInteger.valueOf(page.rowsSoFar() + 1))
            || lastStep.equals(stepBefore));
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
      String inside = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return inside.chars().allMatch(c -> c >= ' ' && c != 127) ? inside : text;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return text;
    }
  }
}
