package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.UpdateResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/**
 * The stream back to Fivetran. Whoever sends waits until the client has room; nothing piles up but
 * what the transport holds. One thread sends; the transport's threads wake it.
 */
final class ResponseStream {

  /** How much the transport may hold before the sender waits. */
  private static final int HELD_BYTES = 1024 * 1024;

  private final ServerCallStreamObserver<UpdateResponse> observer;
  private final Object room = new Object();

  /** To be called while the call is being accepted: later the observer takes no handler. */
  ResponseStream(ServerCallStreamObserver<UpdateResponse> observer) {
    this.observer = observer;
    observer.setOnReadyThreshold(HELD_BYTES);
    observer.setOnReadyHandler(
        () -> {
          synchronized (room) {
            room.notifyAll();
          }
        });
  }

  /**
   * Sends a message when there is room for it.
   *
   * @throws InterruptedException if the client has gone, or the thread is interrupted while it
   *     waits
   * @throws io.grpc.StatusRuntimeException if the message is larger than Fivetran takes
   */
  void send(UpdateResponse message) throws InterruptedException {
    if (message.getSerializedSize() > Limits.MESSAGE_BYTES) {
      throw GrpcFailure.refusal(
          Status.Code.RESOURCE_EXHAUSTED,
          "A message of "
              + message.getSerializedSize()
              + " bytes is more than the "
              + Limits.MESSAGE_BYTES
              + " that Fivetran takes"
              + (message.hasRecord()
                  ? ": a row of table \""
                      + message.getRecord().getTableName()
                      + "\" is too large; deselect its large columns"
                  : ""));
    }
    synchronized (room) {
      while (!observer.isReady() && !observer.isCancelled()) {
        room.wait();
      }
    }
    if (observer.isCancelled()) {
      throw new InterruptedException("The client has cancelled the sync");
    }
    observer.onNext(message);
  }

  /** Whether the client has gone: nothing can be sent any more. */
  boolean isCancelled() {
    return observer.isCancelled();
  }

  /** Ends the stream in good order. */
  void complete() {
    observer.onCompleted();
  }

  /** Ends the stream with a failure. */
  void fail(GrpcFailure failure) {
    observer.onError(failure.asException());
  }
}
