package dev.leat.cli;

import dev.leat.engine.connector.ForwardingConnector;
import dev.leat.sdk.Connector;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.state.State;

/** A connector that is stopped after so many rows: for a look at the first of them. Immutable. */
final class LimitedConnector extends ForwardingConnector {

  private final long rows;

  LimitedConnector(Connector connector, long rows) {
    super(connector);
    this.rows = rows;
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    Limit limit = new Limit(out, request.state());
    try {
      return super.sync(request, limit);
    } catch (LimitReached reached) {
      // Rows beyond the last checkpoint are sent again by the next sync, which starts from there.
      out.checkpoint(limit.claimed);
      return SyncResult.incomplete("stopped after " + rows + " rows, as --limit asked");
    }
  }

  /** Ends the sync of the connector behind; never leaves this class. */
  private static final class LimitReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitReached() {
      super("the limit of rows is reached", null, false, false);
    }
  }

  private final class Limit implements OperationSink {

    private final OperationSink out;
    private State claimed;
    private long sent;

    Limit(OperationSink out, State start) {
      this.out = out;
      this.claimed = start;
    }

    @Override
    public void accept(Operation operation) throws InterruptedException {
      boolean isRow = operation.findRow().isPresent();
      if (isRow && sent == rows) {
        throw new LimitReached();
      }
      out.accept(operation);
      if (operation instanceof Operation.Checkpoint checkpoint) {
        claimed = checkpoint.state();
      }
      sent += isRow ? 1 : 0;
    }
  }
}
