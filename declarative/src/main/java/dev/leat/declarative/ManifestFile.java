package dev.leat.declarative;

import dev.leat.declarative.airbyte.Manifest;
import dev.leat.declarative.airbyte.SourceReader;
import dev.leat.declarative.compile.FileConnector;
import dev.leat.declarative.document.DocumentException;
import dev.leat.declarative.template.Limits;
import dev.leat.declarative.template.Templates;
import dev.leat.sdk.Connector;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.file.ConnectorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a manifest, YAML or JSON, as a connector. Stateless. */
public final class ManifestFile implements ConnectorFile {

  private static final int LONGEST_NAME = 63;
  private static final Logger LOG = LoggerFactory.getLogger(ManifestFile.class);

  /** For {@link java.util.ServiceLoader}. */
  public ManifestFile() {}

  @Override
  public List<String> endings() {
    return List.of(".yaml", ".yml", ".json");
  }

  @Override
  public Connector read(Path file) {
    try {
      return connector(
          nameOf(file),
          String.valueOf(file.getFileName()),
          Files.readString(file),
          Clock.systemUTC());
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "There is no file " + file + ": check the path of the manifest", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The manifest " + file + " cannot be read: is it text in UTF-8? (" + e + ")", e);
    }
  }

  /**
   * The connector that a manifest says.
   *
   * @param name what the connector is called
   * @param file the name of the file, for messages
   * @param text YAML or JSON
   * @param clock the time
   * @throws ConfigurationException with everything that is wrong with it, each with its place
   */
  public static FileConnector connector(String name, String file, String text, Clock clock) {
    Templates templates =
        new Templates(clock, () -> ThreadLocalRandom.current().nextLong(), Limits.USUAL);
    try {
      return new FileConnector(
          SourceReader.read(
              name,
              Manifest.read(file, text),
              templates,
              problem -> LOG.warn("{}", problem.describe())),
          clock);
    } catch (DocumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  /** The file's name, or that of its folder if it only says that it is a manifest. */
  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    name = name.substring(0, name.lastIndexOf('.'));
    Path folder = file.toAbsolutePath().getParent();
    if (name.equals("manifest") && folder != null && folder.getFileName() != null) {
      name = String.valueOf(folder.getFileName());
    }
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String whole = plain.matches("[a-z].*") ? plain : "file-" + plain;
    return whole.substring(0, Math.min(whole.length(), LONGEST_NAME));
  }
}
