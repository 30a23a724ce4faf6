package dev.leat.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SyncResultTest {

  @Test
  void twoResultsAreCompleteOnlyIfBothAre() {
    SyncResult lied = SyncResult.incomplete("the total lied");
    SyncResult capped = SyncResult.incomplete("a window was cut");

    assertThat(SyncResult.complete().and(SyncResult.complete()).isComplete()).isTrue();
    assertThat(SyncResult.complete().and(lied)).isEqualTo(lied);
    assertThat(lied.and(SyncResult.complete())).isEqualTo(lied);
    assertThat(lied.and(capped).incompleteBecause()).hasValue("the total lied; a window was cut");
  }

  @Test
  void aReasonIsNeverBlank() {
    assertThatThrownBy(() -> SyncResult.incomplete(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aConnectorHasANameThatCanNameASchema() {
    URI page = URI.create("https://example.com");

    for (String name : new String[] {"", "Keyset", "1st", "a b", "a_b", "a".repeat(64)}) {
      assertThatThrownBy(() -> new ConnectorInfo(name, "1", page))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new ConnectorInfo("keyset", " ", page))
        .hasMessageContaining("version");
    assertThat(new ConnectorInfo("step-size", "0.1.0", page).name()).isEqualTo("step-size");
  }
}
