package dev.leat.destination.duckdb;

import dev.leat.destination.sql.CommitStep;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.DestinationProvider;
import dev.leat.sdk.error.ConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Makes destinations of {@code duckdb:PATH}. */
public final class DuckDbProvider implements DestinationProvider {

  /** For {@link java.util.ServiceLoader}. */
  public DuckDbProvider() {}

  @Override
  public String scheme() {
    return "duckdb";
  }

  @Override
  public String usage() {
    return "duckdb:PATH  a DuckDB file, made if it is not there, for example duckdb:leat.duckdb";
  }

  @Override
  public Destination at(String address) {
    return observed(path(address), step -> {});
  }

  /**
   * The destination of a file, with somebody who follows its commits step by step: for whoever
   * proves what a crash leaves behind. Nothing is opened yet.
   */
  public static Destination observed(Path file, CommitStep.Observer observer) {
    return new DuckDbDestination(new DatabaseFile(file, DriverLoader::driver), observer);
  }

  private Path path(String address) {
    try {
      Path path = Path.of(address);
      if (!address.isBlank() && path.getFileName() != null) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new ConfigurationException(
          "The destination duckdb:" + address + " is no path of this system: use " + usage(), e);
    }
    throw new ConfigurationException("The destination duckdb: names no file: use " + usage());
  }
}
