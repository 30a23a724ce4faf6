package dev.leat.benchmarks.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each measured part does the work that it is measured for. */
class PartsTest {

  @Test
  void theScanReadsThePageToItsEnd() {
    Pages pages = new Pages();

    assertThat(pages.pageScan())
        .isEqualTo(Rows.body(Rows.from(0, Rows.PAGE), ",\"scroll_param\":\"1000\"").length);
    assertThat(pages.rowSlice()).hasSize(Rows.PAGE);
    assertThat(pages.cursorCompare()).hasToString("2024-01-01T00:16:39Z");
  }

  @Test
  void whatIsWrittenAsLinesIsRead() throws Exception {
    Lines lines = new Lines();

    assertThat(lines.lineRead()).isEqualTo(Rows.PAGE);
    assertThat(lines.lineWrite()).isSameAs(lines.lineWrite());
    assertThat(lines.digest()).isPositive().isEqualTo(lines.digest());
  }

  @Test
  void theStrategySendsEveryRow() throws Exception {
    assertThat(new StrategyLoop().strategyLoop()).isEqualTo(StrategyLoop.ROWS);
  }

  @Test
  void stagingInsertsAtFirstAndThenMergesOverEqualRows() throws Exception {
    Staging staging = new Staging();
    staging.open();
    try {
      assertThat(staging.staging().get("user").inserted()).isEqualTo(Staging.ROWS);
      assertThat(staging.staging().get("user").inserted()).isZero();
    } finally {
      staging.close();
    }
  }
}
