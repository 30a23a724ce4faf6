package dev.leat.sdk.http.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/** What happened to one call: whether its connection was new, and whether an answer began. */
final class Trail extends EventListener {

  private volatile boolean isNew;
  private volatile boolean isAnswered;

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    isNew = true;
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    isAnswered = true;
  }

  /**
   * Whether the call went into a connection that had been kept, and that the server had closed
   * while nobody used it. A server that is slow has not.
   */
  boolean endedInDeadConnection(IOException fault) {
    return !isNew && !isAnswered && !(fault instanceof InterruptedIOException);
  }
}
