package dev.leat.host.singer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.Alternative;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingType;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MeltanoFileTest {

  @Test
  void everySettingHasALineAndAnObjectHasOneForEachOfItsOwn() {
    ConfigurationSpec spec =
        ConfigurationSpec.of(
            Setting.date("startDate", "Where to begin"),
            Setting.list("ids", "What to read", SettingType.wholeNumber()),
            Setting.number("share", "Of the budget"),
            Setting.object("proxy", "The way out", Setting.wholeNumber("port", "Its port")),
            Setting.oneOf(
                "credentials",
                "How to sign in",
                "type",
                Alternative.of("key", "API key", Setting.secret("key", "Your key")),
                Alternative.of("none", "Nothing")));
    ConnectorInfo info = new ConnectorInfo("my-api", "1.0.0", URI.create("https://example.com"));

    assertThat(MeltanoFile.of(info, spec, Path.of("/opt/tap-my-api")))
        .contains("namespace: tap_my_api", "executable: \"/opt/tap-my-api\"")
        .endsWith(
            """
                settings:
                - name: "startDate"
                  description: "Where to begin"
                  kind: date_iso8601
                - name: "ids"
                  description: "What to read"
                  kind: array
                - name: "share"
                  description: "Of the budget"
                  kind: decimal
                - name: "proxy.port"
                  description: "Its port"
                  kind: integer
                - name: "credentials.type"
                  description: "How to sign in"
                  kind: options
                  options:
                  - label: "key"
                    value: "key"
                  - label: "none"
                    value: "none"
                - name: "credentials.key"
                  description: "Your key"
                  kind: string
                  sensitive: true
            """);
  }
}
