package dev.leat.testkit.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Histories that once broke a promise, made small: they stay in the suite as they were found. */
final class Regressions {

  private Regressions() {}

  /**
   * The histories of a strategy's way, from the resource {@code regressions/<test class>.txt}: each
   * below a line {@code == <way>: <what it was>}.
   *
   * @return empty if there are none
   */
  static List<History> of(String testClass, String way) {
    List<History> histories = new ArrayList<>();
    String name = "/regressions/" + testClass + ".txt";
    try (InputStream in = Regressions.class.getResourceAsStream(name)) {
      if (in == null) {
        return List.of();
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : text.split("(?m)^== ", -1)) {
        if (part.startsWith(way + ":")) {
          histories.add(History.parse(part.substring(part.indexOf('\n'))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return histories;
  }
}
