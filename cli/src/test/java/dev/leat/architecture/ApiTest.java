package dev.leat.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What authors compile against changes only when somebody says so. */
class ApiTest {

  @ParameterizedTest
  @CsvSource({"sdk, dev.leat.sdk, 100", "testkit, dev.leat.testkit, 20"})
  void thePublicApiIsWhatItsFileSays(String module, String root, int least) throws Exception {
    List<String> api = PublicApi.of(root);
    Path file = Sources.checkout().resolve(module).resolve("api.txt");
    Path found = Sources.checkout().resolve(module).resolve("target/api.txt");
    Files.createDirectories(found.getParent());
    Files.writeString(found, String.join("\n", api) + "\n");

    assertThat(api).hasSizeGreaterThan(least);
    assertThat(Files.exists(file) ? Files.readAllLines(file) : List.of())
        .as(
            "the public API of %s has changed. If that is meant: cp %s/target/api.txt %s/api.txt"
                + " and commit it; a line in CHANGELOG.md tells authors",
            module, module, module)
        .containsExactlyElementsOf(api);
  }

  @Test
  void aLineSaysWhatAnAuthorCanUseAndWhatMayStillMove() {
    assertThat(PublicApi.of(Stream.of(Shape.class, Shape.Part.class, Hidden.class), "dev.leat"))
        .containsExactly(
            "architecture.Shape abstract class<T extends Comparable<T>> implements Runnable",
            "architecture.Shape new()",
            "architecture.Shape.NAME: String",
            "architecture.Shape.Part new(int)",
            "architecture.Shape.Part record @Experimental",
            "architecture.Shape.Part.size(): int",
            "architecture.Shape.named<U>(String, List<? extends U>) throws InterruptedException:"
                + " Optional<T> abstract protected @Experimental");
  }

  /** Not open: its outer class is not. */
  public static final class Hidden {
    private Hidden() {}
  }
}
