package dev.leat.sdk.http.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets that read in large pieces and by themselves wait so long for a byte, and no longer. The
 * client reads 8 KiB at a time and would start a clock for each, which wakes a thread of its own:
 * for a page of 300 KB, more than the reading itself costs.
 */
final class IdleLimitedSockets extends SocketFactory {

  private static final int PIECE = 64 * 1024;

  private final int idleMillis;

  IdleLimitedSockets(Duration idle) {
    this.idleMillis = Math.toIntExact(Math.min(idle.toMillis(), Integer.MAX_VALUE));
  }

  @Override
  public Socket createSocket() throws IOException {
    return new IdleLimitedSocket(idleMillis);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(InetAddress.getByName(host), port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(InetAddress.getByName(host), port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connected(
        new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
  }

  private Socket connected(InetSocketAddress remote, InetSocketAddress local) throws IOException {
    Socket socket = createSocket();
    socket.bind(local);
    socket.connect(remote);
    return socket;
  }

  private static final class IdleLimitedSocket extends Socket {

    private final int idleMillis;
    private InputStream in;

    IdleLimitedSocket(int idleMillis) throws SocketException {
      this.idleMillis = idleMillis;
      setSoTimeout(0);
    }

    /** Zero, which is the client's word for no limit of its own, is ours. */
    @Override
    public void setSoTimeout(int millis) throws SocketException {
      super.setSoTimeout(millis == 0 ? idleMillis : millis);
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (in == null) {
        in = new BufferedInputStream(super.getInputStream(), PIECE);
      }
      return in;
    }
  }
}
