package dev.leat.sdk.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.internal.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The JSON file that settings were read from, which gets back what the source replaces. It is
 * replaced as a whole: a reader, and a crash, find the old file or the new one. Its permissions
 * stay, and so do its other keys. Stateless.
 */
public final class SettingsFile {

  private SettingsFile() {}

  /**
   * From now on writes each replaced setting back to the file, before its value is used. Where that
   * cannot be done, or would not help, a warning says what to do; the sync goes on.
   *
   * @param file where a setting is to be kept; empty if there is no file
   * @param warnings told, without the value, of what could not be kept
   */
  public static void keep(
      Configuration configuration,
      Function<Setting<?>, Optional<Path>> file,
      Consumer<String> warnings) {
    configuration.onReplacement(
        setting -> keep(configuration, setting, file.apply(setting), warnings));
  }

  private static void keep(
      Configuration configuration,
      Setting<?> setting,
      Optional<Path> file,
      Consumer<String> warnings) {
    String lost = "The source has replaced the setting " + setting + ", and the new value ";
    if (configuration.isOverridden(setting)) {
      warnings.accept(
          lost
              + "is lost with this process, because the old one came from the environment: put"
              + " the setting into a configuration file and take the variable away, then"
              + " authorise again");
    } else if (file.isEmpty()) {
      warnings.accept(
          lost
              + "is lost with this process, because there is no configuration file to write it"
              + " to: name one, then authorise again");
    } else {
      try {
        put(file.get(), setting, configuration);
      } catch (IOException | IllegalArgumentException e) {
        warnings.accept(
            lost
                + "could not be written to "
                + file.get()
                + " ("
                + e.getClass().getSimpleName()
                + "): make the file and its folder writable, then authorise again");
      }
    }
  }

  private static void put(Path file, Setting<?> setting, Configuration configuration)
      throws IOException {
    // Where a link leads to is what the next start will read.
    Path real = file.toRealPath();
    String before = Files.readString(real);
    ObjectNode settings = Json.object(before);
    settings.set(setting.name(), configuration.node().get(setting.name()));
    replace(real, shown(settings, before.strip().contains("\n")));
  }

  private static String shown(ObjectNode settings, boolean onManyLines) {
    if (!onManyLines) {
      return Json.text(settings) + "\n";
    }
    try {
      return Json.DOCUMENTS.writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  private static void replace(Path real, String text) throws IOException {
    Path fresh =
        real.resolveSibling("." + real.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(fresh);
    try {
      try (FileChannel channel = createLike(real, fresh)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        // The old value may be void from now on: the new one must survive the machine, too.
        channel.force(true);
      }
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** A new file that at no time can be read by more people than the old one. */
  private static FileChannel createLike(Path old, Path fresh) throws IOException {
    Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    if (!old.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return FileChannel.open(fresh, options);
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(old);
    FileAttribute<?> same = PosixFilePermissions.asFileAttribute(permissions);
    FileChannel channel = FileChannel.open(fresh, options, same);
    // Once more: the process's mask may have taken some away.
    Files.setPosixFilePermissions(fresh, permissions);
    return channel;
  }
}
