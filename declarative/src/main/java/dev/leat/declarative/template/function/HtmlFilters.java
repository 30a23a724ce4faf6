package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.Markup;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jinja's filters for HTML. */
final class HtmlFilters {

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern HEAD = Pattern.compile("^([(<]|&lt;)+");
  private static final Pattern TAIL = Pattern.compile("([)>.,\n]|&gt;)+$");
  private static final Pattern HTTP =
      Pattern.compile(
          "((https?://|www\\.)(([\\w%-]+\\.)+)?([a-z]{2,63}|xn--[\\w%]{2,59})"
              + "|([\\w%-]{2,63}\\.)+(com|net|int|edu|gov|org|info|mil)"
              + "|(https?://)((([\\d]{1,3})(\\.[\\d]{1,3}){3})"
              + "|(\\[([\\da-f]{0,4}:){2}([\\da-f]{0,4}:?){1,6}])))"
              + "(?::[\\d]{1,5})?(?:[/?#]\\S*)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern MAIL =
      Pattern.compile("\\S+@\\w[\\w.-]*\\.\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private HtmlFilters() {}

  static Map<String, Callable> all() {
    Map<String, Callable> filters = new HashMap<>();
    for (String name : List.of("e", "escape")) {
      Filter.add(filters, name, 1, "s", (b, g) -> Markup.escape(b[0]));
    }
    Filter.add(filters, "forceescape", 1, "value", (b, g) -> Markup.escape(Printer.print(b[0])));
    Filter.add(filters, "safe", 1, "value", (b, g) -> new Markup(Printer.print(b[0])));
    Filter.add(filters, "striptags", 1, "value", (b, g) -> withoutTags(Printer.print(b[0])));
    Filter.add(filters, "xmlattr", 1, "d autospace", HtmlFilters::attributes);
    Filter.add(
        filters,
        "urlize",
        1,
        "value trim_url_limit nofollow target rel extra_schemes",
        HtmlFilters::links);
    return filters;
  }

  private static Object withoutTags(String text) {
    String plain = TAG.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("");
    StringBuilder joined = new StringBuilder();
    Splitting.words(plain)
        .forEach(each -> joined.append(joined.length() == 0 ? "" : " ").append(each));
    return joined
        .toString()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u00a0")
        .replace("&amp;", "&");
  }

  private static Object attributes(Object[] bound, Arguments given) {
    Map<?, ?> map = Filter.mapping(bound[0]);
    StringBuilder out = new StringBuilder();
    map.forEach(
        (key, value) -> {
          if (value == null || value instanceof Undefined) {
            return;
          }
          if (TextMethods.required(key).matches("(?s).*[ \t\n\r\f\u000b/>=].*")) {
            throw ValueException.value("Invalid character in attribute name: " + Printer.repr(key));
          }
          out.append(out.length() == 0 ? "" : " ")
              .append(Markup.escape(key).text())
              .append("=\"")
              .append(Markup.escape(value).text())
              .append('"');
          given.budget().size(out.length());
        });
    boolean spaced = Filter.flag(bound[1], true) && out.length() > 0;
    return spaced ? " " + out : out.toString();
  }

  private static Object links(Object[] bound, Arguments given) {
    TreeSet<String> rel = new TreeSet<>(List.of("noopener"));
    if (bound[4] != Arguments.ABSENT && bound[4] != null) {
      Splitting.words(TextMethods.required(bound[4])).forEach(each -> rel.add((String) each));
    }
    if (Filter.flag(bound[2], false)) {
      rel.add("nofollow");
    }
    Object target = Filter.or(bound[3], null);
    String attributes =
        " rel=\""
            + Markup.escape(String.join(" ", rel)).text()
            + "\""
            + (target == null ? "" : " target=\"" + Markup.escape(target).text() + "\"");
    Object limit = Filter.or(bound[1], null);
    int most = limit == null ? Integer.MAX_VALUE : Numbers.position(limit);
    String text = Markup.escape(bound[0]).text();
    given.budget().steps(64L * text.length());
    StringBuilder out = new StringBuilder();
    Matcher space = SPACES.matcher(text);
    int at = 0;
    while (at <= text.length()) {
      boolean more = space.find(at);
      int end = more ? space.start() : text.length();
      out.append(linked(text.substring(at, end), attributes, most));
      if (!more) {
        break;
      }
      out.append(space.group());
      at = space.end();
    }
    return out.toString();
  }

  private static String linked(String word, String attributes, int most) {
    Matcher start = HEAD.matcher(word);
    String head = start.find() ? start.group() : "";
    String middle = word.substring(head.length());
    Matcher end = TAIL.matcher(middle);
    String tail = end.find() ? end.group() : "";
    middle = middle.substring(0, middle.length() - tail.length());
    for (String[] pair : new String[][] {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}}) {
      int open = count(middle, pair[0]);
      if (open > count(middle, pair[1])) {
        for (int i = Math.min(open, count(tail, pair[1])); i > 0; i--) {
          int split = tail.indexOf(pair[1]) + pair[1].length();
          middle += tail.substring(0, split);
          tail = tail.substring(split);
        }
      }
    }
    return head + link(middle, attributes, most) + tail;
  }

  private static String link(String middle, String attributes, int most) {
    String shown =
        Text.length(middle) > most ? Text.part(middle, 0, Math.max(0, most)) + "..." : middle;
    if (HTTP.matcher(middle).matches()) {
      boolean whole = middle.startsWith("https://") || middle.startsWith("http://");
      return "<a href=\""
          + (whole ? "" : "https://")
          + middle
          + "\""
          + attributes
          + ">"
          + shown
          + "</a>";
    }
    if (middle.startsWith("mailto:") && MAIL.matcher(middle.substring(7)).matches()) {
      return "<a href=\"" + middle + "\">" + middle.substring(7) + "</a>";
    }
    boolean address =
        middle.contains("@")
            && !middle.startsWith("www.")
            && !middle.startsWith("@")
            && !middle.contains(":")
            && MAIL.matcher(middle).matches();
    return address ? "<a href=\"mailto:" + middle + "\">" + middle + "</a>" : middle;
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
