package dev.leat.engine.connector;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of settings that a child process got, and may give back changed. Used by one thread. */
final class HandedSettings {

  private static final Logger LOG = LoggerFactory.getLogger(HandedSettings.class);

  private final PrivateFolder folder;
  private final Configuration configuration;
  private String seen;

  /** What was just written to the folder, from these settings. */
  HandedSettings(PrivateFolder folder, Configuration configuration) {
    this.folder = folder;
    this.configuration = configuration;
    this.seen = textOrLast();
  }

  /** Takes over what the child has replaced since the last look. */
  void takeBack() {
    String now = textOrLast();
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      Configuration given = configuration.spec().parse(now);
      for (Setting<?> setting : given.spec().settings()) {
        takeBack(setting, given);
      }
    } catch (ConfigurationException | IllegalArgumentException e) {
      LOG.warn(
          "The child process has changed its file of settings to what cannot be taken over: {}",
          configuration.redactor().redact(e.getMessage()));
    }
  }

  private <T> void takeBack(Setting<T> setting, Configuration given) {
    Optional<String> now = given.json(setting);
    if (now.isPresent() && !now.equals(configuration.json(setting))) {
      configuration.replace(setting, given.value(setting));
    }
  }

  private String textOrLast() {
    try {
      return folder.read(PrivateFolder.SETTINGS);
    } catch (IOException e) {
      LOG.warn("The settings of the child process cannot be read any more: {}", e.toString());
      return seen == null ? "" : seen;
    }
  }
}
