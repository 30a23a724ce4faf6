package dev.leat.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

  @TempDir Path cache;

  @Test
  void isUnpackedOnceIntoAPrivateFolder() throws Exception {
    Path library = NativeLibrary.unpacked(cache);
    Object first = Files.getLastModifiedTime(library);

    assertThat(NativeLibrary.unpacked(cache)).isEqualTo(library);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(library.getParent())))
        .isEqualTo("rwx------");
    try (var files = Files.list(library.getParent())) {
      assertThat(files.filter(each -> Files.isRegularFile(each) && each.toFile().length() > 0))
          .containsExactly(library);
    }
  }

  @Test
  void isUnpackedAgainWhenItWasChanged() throws Exception {
    Path library = NativeLibrary.unpacked(cache);
    long size = Files.size(library);
    byte[] bytes = Files.readAllBytes(library);
    bytes[1_000_000] ^= 1;
    Files.write(library, bytes);

    assertThat(NativeLibrary.unpacked(cache)).isEqualTo(library).hasSize(size);
    bytes[1_000_000] ^= 1;
    assertThat(library).hasBinaryContent(bytes);
  }

  @Test
  void whatAKilledProcessHadBegunToUnpackIsRemoved() throws Exception {
    Path library = NativeLibrary.unpacked(cache);
    Files.writeString(library.resolveSibling("unpacking-17.tmp"), "half of it");
    Files.delete(library);

    NativeLibrary.unpacked(cache);

    try (var files = Files.list(library.getParent())) {
      assertThat(files).noneMatch(each -> each.toString().endsWith(".tmp"));
    }
  }

  @Test
  void isNotLoadedFromAFolderThatIsOpenToOthers() throws Exception {
    Path folder = NativeLibrary.unpacked(cache).getParent();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> NativeLibrary.unpacked(cache))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("open to others");
  }

  @Test
  void theDriverOfThisProcessTakesIt() {
    assertThat(DriverLoader.driver().getClass().getClassLoader()).isInstanceOf(DriverLoader.class);
  }
}
