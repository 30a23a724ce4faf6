package dev.leat.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM: one place that says which versions of Leat's artifacts belong together. */
class BomTest {

  private static final Path ROOT = Sources.checkout();
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(leat-.+?)</artifactId>");

  @Test
  void theBomNamesEachArtifactThatIsPublishedAndNoOther() throws IOException {
    String whole = Files.readString(ROOT.resolve("pom.xml"));
    List<String> published =
        all(MODULE, whole).stream()
            .filter(module -> !module.equals("bom"))
            .map(BomTest::pom)
            .filter(pom -> !pom.contains("<maven.deploy.skip>true<"))
            .map(pom -> all(ARTIFACT, pom).get(0))
            .toList();

    String bom = pom("bom");
    List<String> named = all(ARTIFACT, bom.substring(bom.indexOf("<dependencyManagement>")));

    assertThat(published).contains("leat-sdk", "leat-cli");
    assertThat(named).containsExactlyInAnyOrderElementsOf(published);
  }

  private static String pom(String module) {
    try {
      return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
