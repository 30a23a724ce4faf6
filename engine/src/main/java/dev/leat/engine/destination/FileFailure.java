package dev.leat.engine.destination;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Why a file could not be used, in the words of the people who own it. Stateless. */
public final class FileFailure {

  /** As Linux, Linux with quotas, and Windows say it. */
  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  private FileFailure() {}

  /** Whether a file could not grow because its disk is full, or its owner's share of it is. */
  public static boolean isOfFullDisk(IOException e) {
    String said = String.valueOf(e.getMessage());
    return FULL.stream().anyMatch(said::contains);
  }

  /** The reason alone, such as {@code permission denied}; the caller names the file. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return said == null || said.isBlank() ? e.getClass().getSimpleName() : said;
  }
}
