package dev.leat.declarative.compile;

import dev.leat.sdk.config.Chosen;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Setting;
import java.util.List;
import java.util.Optional;

/** Keeps a secret that the source has replaced in the setting that it came from. Stateless. */
final class Rotation {

  private Rotation() {}

  /** Replaces the text of a setting; does nothing if there is no such setting. */
  static void keep(Configuration configuration, List<String> steps, String text) {
    Configuration at = configuration;
    for (String step : steps.subList(0, steps.size() - 1)) {
      Optional<Configuration> inner = inner(at, step);
      if (inner.isEmpty()) {
        return;
      }
      at = inner.get();
    }
    Optional<Setting<?>> setting = at.spec().setting(steps.get(steps.size() - 1));
    if (setting.isPresent()) {
      replace(at, setting.get(), text);
    }
  }

  @SuppressWarnings("unchecked") // the default of a text setting, and its values, are texts
  private static void replace(Configuration at, Setting<?> setting, String text) {
    if (at.find(setting).filter(String.class::isInstance).isPresent()) {
      at.replace((Setting<String>) setting, text);
    }
  }

  private static Optional<Configuration> inner(Configuration at, String step) {
    Optional<?> value = at.spec().setting(step).flatMap(at::find);
    if (value.isPresent() && value.get() instanceof Chosen chosen) {
      return Optional.of(chosen.settings());
    }
    return value.isPresent() && value.get() instanceof Configuration configuration
        ? Optional.of(configuration)
        : Optional.empty();
  }
}
