package dev.leat.cli.verify;

import dev.leat.engine.connector.ForwardingConnector;
import dev.leat.sdk.Connector;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.protocol.wire.OperationWriter;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** A connector whose messages are counted, and which may stand still at one of them. */
final class WatchedConnector extends ForwardingConnector {

  private final Breakpoint breakpoint;
  private final ByteCounter bytes = new ByteCounter();
  private volatile long messages;

  WatchedConnector(Connector connector, Breakpoint breakpoint) {
    super(connector);
    this.breakpoint = breakpoint;
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    OperationWriter writer = new OperationWriter(bytes, Redactor.none());
    writer.hello(info(), request.selection());
    OperationSink counting =
        operation -> {
          long number = messages + 1;
          breakpoint.at(Moment.BEFORE_MESSAGE, number);
          out.accept(operation);
          messages = number;
          writer.accept(operation);
          breakpoint.at(Moment.AFTER_MESSAGE, number);
        };
    SyncResult result = super.sync(request, counting);
    writer.flush();
    return result;
  }

  /** Messages that the engine has taken. */
  long messages() {
    return messages;
  }

  /** How many bytes these messages take as lines of the protocol. */
  long bytes() {
    return bytes.count.get();
  }

  private static final class ByteCounter extends OutputStream {
    private final AtomicLong count = new AtomicLong();

    @Override
    public void write(int b) {
      count.incrementAndGet();
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      count.addAndGet(length);
    }
  }
}
