package dev.leat.engine.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnakeCaseTest {

  private static final SnakeCase STYLE = new SnakeCase(63);

  private final List<String> warnings = new ArrayList<>();

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
    NameMap names = names(Set.of("rowid"));

    assertThat(names.stored("rowid")).isEqualTo("rowid_");
    assertThat(names.stored("rowid_")).matches("rowid__[0-9a-f]{12}");
    assertThatThrownBy(() -> names.take("rowid", "rowid"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("means something else in the database");
  }

  @Test
  void namesThatWouldBeTheSameAreKeptApartAndItIsSaid() {
    NameMap names = names(Set.of());

    assertThat(names.stored("userId")).isEqualTo("user_id");
    String other = names.stored("user_id");
    assertThat(other).matches("user_id_[0-9a-f]{12}").isEqualTo(names.stored("user_id"));
    assertThat(names.stored("USER_ID")).matches("user_id_[0-9a-f]{12}").isNotEqualTo(other);
    assertThat(warnings)
        .hasSize(2)
        .contains(
            "\"user_id\" in table user is stored as \"%s\": \"userId\" has its name, \"user_id\""
                .formatted(other));
  }

  @Test
  void aNameThatIsKeptApartIsNoLongerThanOthers() {
    NameMap names = names(Set.of());
    names.stored("a".repeat(62));

    assertThat(names.stored("A".repeat(62))).hasSize(63).matches("a{50}_[0-9a-f]{12}");
  }

  @Test
  void aNameOfLeatsOwnIsKeptApart() {
    assertThat(names(Set.of()).stored("_leat_synced_at")).matches("leat_synced_at_[0-9a-f]{12}");
    assertThat(warnings).hasSize(1);
  }

  @Test
  void whatIsStoredKeepsItsName() {
    NameMap names = names(Set.of());
    names.take("user_id", "user_id");

    assertThat(names.stored("userId")).matches("user_id_[0-9a-f]{12}");
    assertThat(names.stored("user_id")).isEqualTo("user_id");
    assertThatThrownBy(() -> names.take("USER_ID", "user_id"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"user_id\" and \"USER_ID\" in table user");
  }

  private NameMap names(Set<String> ofTheDatabase) {
    return new NameMap("table user", STYLE, ofTheDatabase, warnings::add);
  }
}
