package dev.leat.engine.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.view.View;
import dev.leat.sdk.error.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DestinationsTest {

  @Test
  void findsTheKindByTheScheme() {
    Destination destination = Destinations.at("paper:a:b");
    assertThat(((Paper) destination).address()).isEqualTo("a:b");
  }

  @Test
  void anUnknownSchemeIsAnsweredWithTheNearestAndAllForms() {
    assertThatThrownBy(() -> Destinations.at("papr:x@secret"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "There is no destination of scheme \"papr\", did you mean \"paper\"?\n"
                + "- paper:SHEET - for tests");
  }

  @Test
  void anAddressWithoutASchemeIsRefused() {
    assertThatThrownBy(() -> Destinations.at("leat.duckdb"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("The destination has no scheme before a colon");
  }

  @Test
  void listsTheForms() {
    assertThat(Destinations.usages()).containsExactly("paper:SHEET - for tests");
  }

  /** Found through the service file of the tests. */
  public static final class Provider implements DestinationProvider {

    @Override
    public String scheme() {
      return "paper";
    }

    @Override
    public String usage() {
      return "paper:SHEET - for tests";
    }

    @Override
    public Destination at(String address) {
      return new Paper(address);
    }
  }

  private record Paper(String address) implements Destination {

    @Override
    public Optional<View> view() {
      return Optional.empty();
    }

    @Override
    public Session begin(SessionRequest request) {
      throw new UnsupportedOperationException("Only its address is looked at");
    }

    @Override
    public Optional<String> state(String pipeline) {
      return Optional.empty();
    }

    @Override
    public void replaceState(String pipeline, Optional<String> state) {}

    @Override
    public List<RunRecord> runs() {
      return List.of();
    }
  }
}
