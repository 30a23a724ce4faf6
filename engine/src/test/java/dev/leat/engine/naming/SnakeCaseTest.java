package dev.leat.engine.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnakeCaseTest {

  private static final SnakeCase STYLE = new SnakeCase(63);

  @ParameterizedTest
  @CsvSource({
    "updatedAt, updated_at",
    "HTTPServer, http_server",
    "userID, user_id",
    "address2Line, address2_line",
    "Zip Code, zip_code",
    "step-size, step_size",
    "_id, _id",
    "id_, id_",
    "a__b, a__b",
    "../etc/passwd, etc_passwd",
    "ÄpfelUndBirnen, äpfel_und_birnen",
    "😀, 😀",
    "already_snake, already_snake"
  })
  void turnsNamesIntoSnakeCase(String source, String stored) {
    assertThat(STYLE.of(source)).isEqualTo(stored);
  }

  @Test
  void aNameOfNothingButPunctuationIsItsHash() {
    assertThat(STYLE.of("")).matches("_[0-9a-f]{12}");
    assertThat(STYLE.of("\0")).matches("_[0-9a-f]{12}").isNotEqualTo(STYLE.of("!"));
  }

  @Test
  void longNamesAreCutAndStayDifferent() {
    String first = STYLE.of("é".repeat(200) + "1");
    String second = STYLE.of("é".repeat(200) + "2");

    assertThat(first.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
    assertThat(first).startsWith("éé").isNotEqualTo(second);
  }

  @Test
  void composedAndDecomposedLettersAreOneName() {
    assertThat(STYLE.of("cafe\u0301")).isEqualTo(STYLE.of("caf\u00e9"));
  }

  @Test
  void aNameThatMeansSomethingElseInTheDatabaseEndsInAnUnderscore() {
    NameMap names = new NameMap("table user", STYLE, Set.of("rowid"));

    assertThat(names.stored("rowid")).isEqualTo("rowid_");
    assertThatThrownBy(() -> names.stored("rowid_"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"rowid\" and \"rowid_\"");
    assertThatThrownBy(() -> names.take("rowid", "rowid"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("means something else in the database");
  }

  @Test
  void aCollisionShowsBothSourceNames() {
    NameMap names = new NameMap("table user", STYLE);
    names.stored("userId");

    assertThat(names.stored("userId")).isEqualTo("user_id");
    assertThatThrownBy(() -> names.stored("user_id"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"userId\" and \"user_id\" in table user");
  }
}
