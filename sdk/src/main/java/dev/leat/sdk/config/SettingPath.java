package dev.leat.sdk.config;

import java.util.List;
import java.util.Locale;

/**
 * Where a setting stands among those of a connector: for what gives or shows each setting by
 * itself, such as an environment or a form of plain fields. Immutable.
 *
 * @param steps the names on the way to it, its own the last; one, if it lies within no other
 * @param setting what stands there
 */
public record SettingPath(List<String> steps, Setting<?> setting) {

  public SettingPath {
    steps = List.copyOf(steps);
  }

  /** The steps with dots between them: {@code credentials.api_key}. */
  public String text() {
    return String.join(".", steps);
  }

  /**
   * The variable of an environment that holds it: capitals, what is neither a letter nor a digit as
   * one underscore, and two of them between steps: {@code LEAT_CREDENTIALS__API_KEY}.
   */
  public String variable(String prefix) {
    List<String> words =
        steps.stream()
            .map(step -> step.replaceAll("[^\\p{L}\\p{N}]", "_").toUpperCase(Locale.ROOT))
            .toList();
    return prefix + String.join("__", words);
  }

  /** The path. */
  @Override
  public String toString() {
    return text();
  }
}
