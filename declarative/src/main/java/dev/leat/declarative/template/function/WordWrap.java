package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text broken into lines, as Python's {@code textwrap} does it. */
final class WordWrap {

  private static final String LETTER = "[\\w!\"'&.,?]";
  private static final Pattern WORDS =
      Pattern.compile(
          "(\\s+|(?<=L)-{2,}(?=\\w)|\\S+?(?:-(?:(?<=[^\\d\\W]{2}-)|(?<=[^\\d\\W]-[^\\d\\W]-))(?=[^\\d\\W]-?[^\\d\\W])|(?=\\s|$)|(?<=L)(?=-{2,}\\w)))"
              .replace("L", LETTER),
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern SPACES = Pattern.compile("\\s+|\\S+");

  private final int width;
  private final boolean breaksLong;
  private final boolean atHyphens;

  private WordWrap(int width, boolean breaksLong, boolean atHyphens) {
    this.width = width;
    this.breaksLong = breaksLong;
    this.atHyphens = atHyphens;
  }

  static Object wrapped(Object[] bound, Arguments given) {
    String text = TextMethods.required(bound[0]);
    int width = Filter.number(bound[1], 79);
    Object between = Filter.or(bound[3], null);
    String newline = between == null ? "\n" : TextMethods.required(between);
    if (width <= 0) {
      throw ValueException.value("invalid width " + width + " (must be > 0)");
    }
    given.budget().steps(16L * text.length());
    WordWrap wrap = new WordWrap(width, Filter.flag(bound[2], true), Filter.flag(bound[4], true));
    List<String> lines = new ArrayList<>();
    for (Object each : Splitting.lines(text, false)) {
      lines.add(String.join(newline, wrap.lines((String) each)));
    }
    String all = String.join(newline, lines);
    given.budget().size(all.length());
    return all;
  }

  private List<String> lines(String text) {
    Deque<String> chunks = new ArrayDeque<>();
    Matcher words = (atHyphens ? WORDS : SPACES).matcher(text);
    while (words.find()) {
      if (!words.group().isEmpty()) {
        chunks.add(words.group());
      }
    }
    List<String> lines = new ArrayList<>();
    while (!chunks.isEmpty()) {
      if (chunks.peek().isBlank() && !lines.isEmpty()) {
        chunks.poll();
        if (chunks.isEmpty()) {
          break;
        }
      }
      line(chunks, lines);
    }
    return lines;
  }

  private void line(Deque<String> chunks, List<String> lines) {
    List<String> line = new ArrayList<>();
    int length = 0;
    while (!chunks.isEmpty() && length + Text.length(chunks.peek()) <= width) {
      length += Text.length(chunks.peek());
      line.add(chunks.poll());
    }
    if (!chunks.isEmpty() && Text.length(chunks.peek()) > width) {
      breakLong(chunks, line, length);
    }
    if (!line.isEmpty() && line.get(line.size() - 1).isBlank()) {
      line.remove(line.size() - 1);
    }
    if (!line.isEmpty()) {
      lines.add(String.join("", line));
    }
  }

  private void breakLong(Deque<String> chunks, List<String> line, int length) {
    int room = width < 1 ? 1 : width - length;
    if (!breaksLong) {
      if (line.isEmpty()) {
        line.add(chunks.poll());
      }
      return;
    }
    String chunk = chunks.poll();
    int end = room;
    if (atHyphens && Text.length(chunk) > room) {
      int hyphen = chunk.lastIndexOf('-', room - 1);
      if (hyphen > 0 && !chunk.substring(0, hyphen).replace("-", "").isEmpty()) {
        end = hyphen + 1;
      }
    }
    line.add(chunk.substring(0, end));
    chunks.push(chunk.substring(end));
  }
}
