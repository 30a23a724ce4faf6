package dev.leat.engine;

import dev.leat.engine.destination.ColumnChange;
import dev.leat.sdk.schema.Schema;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what goes wrong in a listener away from the sync. */
final class GuardedListener implements SyncListener {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  private final SyncListener listener;

  GuardedListener(SyncListener listener) {
    this.listener = listener;
  }

  @Override
  public void started(Schema selection, Optional<String> resumed) {
    guard(() -> listener.started(selection, resumed));
  }

  @Override
  public void progressed(TableProgress progress) {
    guard(() -> listener.progressed(progress));
  }

  @Override
  public void warned(String message) {
    guard(() -> listener.warned(message));
  }

  @Override
  public void columnChanged(ColumnChange change) {
    guard(() -> listener.columnChanged(change));
  }

  @Override
  public void committed(long commits, long rows) {
    guard(() -> listener.committed(commits, rows));
  }

  private static void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("A listener of the sync failed; the sync goes on", e);
    }
  }
}
