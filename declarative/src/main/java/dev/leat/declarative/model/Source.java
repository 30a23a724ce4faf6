package dev.leat.declarative.model;

import dev.leat.sdk.config.ConfigurationSpec;
import java.net.URI;
import java.util.List;

/**
 * A connector that is a file.
 *
 * @param name its name
 * @param version its version
 * @param documentation where people read about it
 * @param settings what the user sets
 * @param streams in the order of the file; at least one
 * @param checked the streams that tell whether the settings work; empty for all
 * @param together how many streams and parts are read at a time, 1 or more
 * @param budgets how often the source may be asked
 */
public record Source(
    String name,
    String version,
    URI documentation,
    ConfigurationSpec settings,
    List<Stream> streams,
    List<String> checked,
    int together,
    List<Budget> budgets) {

  /** Keeps the lists. */
  public Source {
    streams = List.copyOf(streams);
    checked = List.copyOf(checked);
    budgets = List.copyOf(budgets);
  }
}
