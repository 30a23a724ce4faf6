package dev.leat.host.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words and options that a platform starts a connector with: {@code --name value} and {@code
 * --name=value}. Immutable.
 *
 * @param words what is no option, in order
 * @param options values by option name, in order; an empty text for an option without a value
 */
public record Arguments(List<String> words, Map<String, List<String>> options) {

  /**
   * Reads arguments.
   *
   * @param valued options that take a value, for example {@code --config}
   * @param bare options that need none; they may have one after an equals sign
   * @throws UsageException if an option is in neither set or lacks its value
   */
  public static Arguments parse(List<String> arguments, Set<String> valued, Set<String> bare) {
    List<String> words = new ArrayList<>();
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        words.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      String value = equals < 0 ? "" : argument.substring(equals + 1);
      if (valued.contains(name)) {
        if (equals < 0) {
          if (++i == arguments.size()) {
            throw new UsageException(name + " needs a value after it");
          }
          value = arguments.get(i);
        }
      } else if (!bare.contains(name)) {
        throw new UsageException(
            "There is no option " + name + ": use one of " + all(valued, bare));
      }
      options.computeIfAbsent(name, each -> new ArrayList<>()).add(value);
    }
    return new Arguments(List.copyOf(words), options);
  }

  /** Whether the option was given. */
  public boolean has(String option) {
    return options.containsKey(option);
  }

  /** The last value of an option; empty if it was not given. */
  public Optional<String> value(String option) {
    List<String> values = values(option);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** Every value of an option, in order; empty if it was not given. */
  public List<String> values(String option) {
    return options.getOrDefault(option, List.of());
  }

  /**
   * The value of an option that must be given.
   *
   * @throws UsageException if it was not
   */
  public String required(String option) {
    return value(option).orElseThrow(() -> new UsageException(option + " is missing: give a file"));
  }

  private static List<String> all(Set<String> valued, Set<String> bare) {
    List<String> all = new ArrayList<>(valued);
    all.addAll(bare);
    all.sort(String::compareTo);
    return all;
  }
}
