package dev.leat.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.MappedRow;
import dev.leat.sdk.row.RowMap;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The row map of {@code docs/write-a-connector.md} compiles, and does what the page says. */
class RowMapOnThePageTest {

  private static final String ORDER =
      """
      {"_id":7,"attributes":{"total":12.50,"test":false},"address":{"country":"CH","zip":"8000"},
       "customer":{"name":"Ada","password":"x"},"items":[{"sku":"a","internal":1}]}
      """;

  @TempDir private Path folder;

  @Test
  void theMapOnThePageDoesWhatItSays() throws Exception {
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      MappedRow.Sent order = (MappedRow.Sent) map(classes).apply(JsonRow.parse(ORDER));

      assertThat(order.row().json())
          .isEqualTo(
              "{\"id\":7,\"total\":12.50,\"test\":false,\"address_country\":\"CH\","
                  + "\"address_zip\":\"8000\",\"customer_name\":\"Ada\",\"country\":\"CH\"}");
      assertThat(order.children())
          .extracting(each -> ((MappedRow.Sent) each.row()).row().json())
          .containsExactly("{\"sku\":\"a\",\"order_id\":7}");
      assertThat(map(classes).apply(JsonRow.parse("{\"_id\":7,\"deletedAt\":\"2026-01-31\"}")))
          .isInstanceOf(MappedRow.Deleted.class);
      assertThat(map(classes).apply(JsonRow.parse("{\"_id\":7,\"attributes\":{\"test\":true}}")))
          .isInstanceOf(MappedRow.Dropped.class);
    }
  }

  private RowMap map(URLClassLoader classes) throws Exception {
    String block =
        Markdown.page("docs/write-a-connector.md").blocks("java").stream()
            .filter(each -> each.startsWith("RowMap orders"))
            .findFirst()
            .orElseThrow();
    Path source =
        Files.writeString(
            folder.resolve("Orders.java"),
            """
            import dev.leat.sdk.row.*;
            public class Orders {
              public static RowMap map() {
                %s
                return orders;
              }
            }
            """
                .formatted(block));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(compiled).as("exit code of javac").isZero();
    return (RowMap) classes.loadClass("Orders").getMethod("map").invoke(null);
  }
}
