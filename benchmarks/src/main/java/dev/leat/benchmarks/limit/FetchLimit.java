package dev.leat.benchmarks.limit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches every page of the offset endpoint and drops it, or looks at its tokens first. Prints how
 * many bytes or rows there were.
 */
public final class FetchLimit {

  private final int port;
  private final int pages;
  private final int pageSize;

  private FetchLimit(int port, int rows, int pageSize) {
    this.port = port;
    this.pages = (rows + pageSize - 1) / pageSize;
    this.pageSize = pageSize;
  }

  /**
   * Fetches.
   *
   * @param arguments {@code socket}, {@code drop} or {@code tokens}; the server's port; how many
   *     rows; rows a page
   */
  @SuppressWarnings("SystemOut") // A process that is one command.
  public static void main(String[] arguments) throws IOException {
    FetchLimit limit =
        new FetchLimit(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    System.out.println(
        switch (arguments[0]) {
          case "socket" -> limit.socket();
          case "drop" -> limit.okHttp(FetchLimit::dropped);
          case "tokens" -> limit.okHttp(FetchLimit::rows);
          default -> throw new IllegalArgumentException("What is " + arguments[0] + "?");
        });
  }

  /** What is done with a body; returns its size in the unit of the limit. */
  @FunctionalInterface
  private interface Use {
    long of(InputStream body) throws IOException;
  }

  private String target(int page) {
    return "/pagination/offset?limit=" + pageSize + "&offset=" + (long) page * pageSize;
  }

  private long okHttp(Use use) throws IOException {
    OkHttpClient client = new OkHttpClient();
    long sum = 0;
    for (int page = 0; page < pages; page++) {
      Request request =
          new Request.Builder().url("http://127.0.0.1:" + port + target(page)).build();
      try (Response response = client.newCall(request).execute()) {
        sum += use.of(response.body().byteStream());
      }
    }
    return sum;
  }

  private static long dropped(InputStream body) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long sum = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      sum += read;
    }
    return sum;
  }

  private static final JsonFactory JSON = new JsonFactory();

  /** Counts rows, each skipped token by token; where it begins and ends is known. */
  private static long rows(InputStream body) throws IOException {
    long rows = 0;
    long bytes = 0;
    try (JsonParser parser = JSON.createParser(body.readAllBytes())) {
      while (parser.nextToken() != JsonToken.START_ARRAY) {
        // Up to the rows.
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        long from = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        bytes += parser.currentLocation().getByteOffset() - from;
        rows++;
      }
    }
    if (bytes < rows * 2) {
      throw new IOException("Rows without bytes");
    }
    return rows;
  }

  private long socket() throws IOException {
    byte[] buffer = new byte[256 * 1024];
    long sum = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      for (int page = 0; page < pages; page++) {
        String request = "GET " + target(page) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        int read = in.read(buffer);
        String head = new String(buffer, 0, Math.min(read, 1024), StandardCharsets.ISO_8859_1);
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        long body = Long.parseLong(head.substring(at, head.indexOf('\r', at)));
        sum += body;
        long left = body + head.indexOf("\r\n\r\n") + 4 - read;
        while (left > 0) {
          left -= in.read(buffer, 0, (int) Math.min(left, buffer.length));
        }
      }
    }
    return sum;
  }
}
