package dev.leat.sdk.http.transport;

import dev.leat.sdk.internal.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends over the network with OkHttp, everything that OkHttp does by itself switched off. */
final class OkHttpTransport implements Transport {

  private static final int CALLS_AT_ONCE = 256;
  private static final int FIRST_BUFFER = 16 * 1024;
  private static final int START_KEPT = 2_000;

  private final CompletableFuture<OkHttpClient> plain;
  private final Map<Kind, OkHttpClient> clients = new ConcurrentHashMap<>();

  /**
   * What a client is for. One without encryption does not read the certificates of the system,
   * which takes longer than a whole request.
   */
  private record Kind(HttpLimits limits, ConnectionSpec security) {

    static Kind of(Outgoing outgoing) {
      boolean encrypted = !"http".equalsIgnoreCase(outgoing.address().getScheme());
      return new Kind(
          outgoing.limits(), encrypted ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT);
    }
  }

  /** The client is made beside whoever asked for it, who has settings to read first. */
  OkHttpTransport() {
    // Threads of their own: a blocked read cannot be interrupted, but its caller can. Daemons: an
    // abandoned call must not keep a process alive.
    ExecutorService threads = DaemonThreads.asMany("leat-http");
    this.plain = CompletableFuture.supplyAsync(() -> plainClient(threads), threads);
  }

  private static OkHttpClient plainClient(ExecutorService threads) {
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(CALLS_AT_ONCE);
    dispatcher.setMaxRequestsPerHost(CALLS_AT_ONCE);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .cookieJar(CookieJar.NO_COOKIES)
        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
        .build();
  }

  @Override
  public Exchange send(Outgoing outgoing) throws IOException, InterruptedException {
    Call call = clients.computeIfAbsent(Kind.of(outgoing), this::client).newCall(request(outgoing));
    CompletableFuture<Exchange> answer = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException e) {
            answer.completeExceptionally(e);
          }

          @Override
          public void onResponse(Call answered, Response response) {
            try (response) {
              byte[] body = read(response, outgoing.limits().largestBody() + 1);
              answer.complete(new Exchange(response.code(), response.headers().toMultimap(), body));
              if (body.length > outgoing.limits().largestBody()) {
                answered.cancel();
              }
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
              answer.completeExceptionally(e);
            }
          }
        });
    return await(call, answer);
  }

  private static Exchange await(Call call, CompletableFuture<Exchange> answer)
      throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("The HTTP client failed", e.getCause());
    }
  }

  private OkHttpClient client(Kind kind) {
    HttpLimits limits = kind.limits();
    return plain
        .join()
        .newBuilder()
        .connectionSpecs(List.of(kind.security()))
        .socketFactory(new IdleLimitedSockets(limits.idle()))
        .connectTimeout(limits.connect())
        .readTimeout(isBehindSocks() ? limits.idle() : Duration.ZERO)
        .writeTimeout(limits.idle())
        .callTimeout(limits.call())
        .build();
  }

  /** Then the client makes sockets of another kind, which wait for ever. */
  private static boolean isBehindSocks() {
    return System.getProperty("socksProxyHost") != null
        || Boolean.getBoolean("java.net.useSystemProxies");
  }

  private static okhttp3.Request request(Outgoing outgoing) {
    RequestBody body = outgoing.body().map(RequestBody::create).orElse(null);
    okhttp3.Request.Builder request =
        new okhttp3.Request.Builder()
            .url(outgoing.address().toString())
            .method(outgoing.method(), body);
    outgoing.headers().forEach(request::header);
    return request.build();
  }

  /** The body, up to that many bytes. */
  private static byte[] read(Response response, int most) throws IOException {
    long announced = response.body().contentLength();
    // As large as is announced, for a copy of a large body may not fit into memory.
    byte[] bytes = new byte[(int) Math.min(announced < 0 ? FIRST_BUFFER : announced, most)];
    int length = 0;
    try {
      InputStream in = response.body().byteStream();
      while (length < most) {
        if (length < bytes.length) {
          int read = in.read(bytes, length, bytes.length - length);
          if (read < 0) {
            break;
          }
          length += read;
        } else {
          int more = in.read();
          if (more < 0) {
            break;
          }
          bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length + FIRST_BUFFER, most));
          bytes[length++] = (byte) more;
        }
      }
    } catch (ProtocolException e) {
      String start = new String(bytes, 0, Math.min(length, START_KEPT), StandardCharsets.UTF_8);
      throw new CutBodyException(start, e);
    }
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
