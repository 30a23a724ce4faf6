package dev.leat.benchmarks.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
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

  @Test
  void aRowAllocatesNoMoreThanItsSliceAndItsOperation() throws Exception {
    Pages pages = new Pages();
    Lines lines = new Lines();

    assertThat(bytesPerRow(pages::pageScan)).isZero();
    assertThat(bytesPerRow(lines::digest)).isLessThan(1);
    assertThat(bytesPerRow(pages::rowSlice)).isLessThan(80);
    assertThat(bytesPerRow(lines::lineWrite)).isLessThan(80);
    assertThat(bytesPerRow(pages::cursorCompare)).isLessThan(400);
    assertThat(bytesPerRow(lines::lineRead)).isLessThan(800);
  }

  /** Of a page of rows, once everything is loaded. */
  private static long bytesPerRow(Callable<?> part) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 3; i++) {
      part.call();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    part.call();
    return (threads.getCurrentThreadAllocatedBytes() - before) / Rows.PAGE;
  }
}
