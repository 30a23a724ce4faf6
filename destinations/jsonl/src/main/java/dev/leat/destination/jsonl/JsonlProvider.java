package dev.leat.destination.jsonl;

import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.DestinationProvider;
import dev.leat.sdk.error.ConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * {@code jsonl:DIR}: {@code DIR/<pipeline>/<table>.jsonl} holds the table's operations, one line
 * each, in order: {@code {"type":"upsert","table":"user","row":{...}}}. Stateless.
 *
 * <p>A file is a log, not a table: the last line of a key is the row as it is now. Rows are taken
 * as they come, so nothing is ever quarantined or refused, and a delete is a line of its own
 * whether deletes are soft or hard. Lists within rows stay where they are: child tables are
 * refused.
 */
public final class JsonlProvider implements DestinationProvider {

  @Override
  public String scheme() {
    return "jsonl";
  }

  @Override
  public String usage() {
    return "jsonl:DIR - a folder with one file of operations a table";
  }

  @Override
  public Destination at(String address) {
    if (address.isBlank()) {
      throw new ConfigurationException("jsonl: names no folder: write " + usage());
    }
    try {
      return new JsonlDestination(Path.of(address));
    } catch (InvalidPathException e) {
      throw new ConfigurationException(
          "jsonl:" + address + " names no folder: " + e.getReason() + "; write " + usage(), e);
    }
  }
}
