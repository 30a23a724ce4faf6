package dev.leat.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** The files that this program was started from, in a checkout or where it was installed. */
final class Program {

  private Program() {}

  /** The folder of {@code leat.jar}, of the jars that it needs, and of {@link #repository}. */
  static Path folder() {
    CodeSource source = Program.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("No file holds " + Program.class + ": " + source, e);
    }
  }

  /** Leat's own artifacts in Maven's layout, for projects that are built against them. */
  static Path repository() {
    return folder().resolve("repository");
  }
}
