package dev.leat.sdk.http.transport;

import dev.leat.sdk.internal.DaemonThreads;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.zip.ZipException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends over the network with OkHttp, everything that OkHttp does by itself switched off. */
final class OkHttpTransport implements Transport {

  private static final int CALLS_AT_ONCE = 256;
  private static final int FIRST_BUFFER = 16 * 1024;
  private static final int START_KEPT = 2_000;

  /** More than are kept at a time; a connection that is dead is not kept. */
  private static final int MOST_DEAD_CONNECTIONS = 8;

  private static final EventListener UNHEARD = new EventListener() {};

  private final Proxies proxies;
  private final CompletableFuture<OkHttpClient> plain;
  private final Map<Kind, OkHttpClient> clients = new ConcurrentHashMap<>();

  /**
   * What a client is for. One without encryption does not read the certificates of the system,
   * which takes longer than a whole request. One for requests that must not be sent twice keeps no
   * connection, as one that has died meanwhile looks like a server that has died over the request.
   */
  private record Kind(HttpLimits limits, ConnectionSpec security, Use use) {

    static Kind of(Outgoing outgoing, Use use) {
      boolean encrypted = !"http".equalsIgnoreCase(outgoing.address().getScheme());
      return new Kind(
          outgoing.limits(),
          encrypted ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT,
          outgoing.isRepeatable() ? use : Use.ONCE);
    }
  }

  private enum Use {
    WHOLE,
    STREAMED,
    ONCE
  }

  /** The client is made in the background: the caller has settings to read first. */
  OkHttpTransport(Map<String, String> environment) {
    this.proxies = Proxies.of(environment, ProxySelector.getDefault());
    // Threads of their own: a blocked read cannot be interrupted, but its caller can. Daemons: an
    // abandoned call must not keep a process alive.
    ExecutorService threads = DaemonThreads.asMany("leat-http");
    this.plain = CompletableFuture.supplyAsync(() -> plainClient(threads, proxies), threads);
  }

  private static OkHttpClient plainClient(ExecutorService threads, Proxies proxies) {
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(CALLS_AT_ONCE);
    dispatcher.setMaxRequestsPerHost(CALLS_AT_ONCE);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .cookieJar(CookieJar.NO_COOKIES)
        .proxySelector(proxies)
        .proxyAuthenticator(proxies)
        .eventListenerFactory(
            call -> {
              Trail trail = call.request().tag(Trail.class);
              return trail == null ? UNHEARD : trail;
            })
        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
        .build();
  }

  @Override
  public List<String> secrets() {
    return proxies.secrets();
  }

  @Override
  public Exchange send(Outgoing outgoing) throws IOException, InterruptedException {
    return replacingDeadConnections(
        outgoing, Use.WHOLE, OkHttpTransport::whole, Exchange::afterReplacing);
  }

  @Override
  public Opened open(Outgoing outgoing) throws IOException, InterruptedException {
    return replacingDeadConnections(
        outgoing, Use.STREAMED, OkHttpTransport::begun, Opened::afterReplacing);
  }

  /** Sends a call and waits for what it brings. */
  private interface Sending<T> {
    T send(Call call, Outgoing outgoing) throws IOException, InterruptedException;
  }

  private <T> T replacingDeadConnections(
      Outgoing outgoing, Use use, Sending<T> sending, BiFunction<T, Integer, T> noted)
      throws IOException, InterruptedException {
    proxies.requireUsable();
    OkHttpClient client = client(Kind.of(outgoing, use));
    for (int replaced = 0; ; replaced++) {
      Trail trail = new Trail();
      try {
        Call call = client.newCall(request(outgoing, trail));
        return noted.apply(sending.send(call, outgoing), replaced);
      } catch (IOException fault) {
        if (replaced == MOST_DEAD_CONNECTIONS
            || !outgoing.isRepeatable()
            || !trail.endedInDeadConnection(fault)) {
          throw fault;
        }
      }
    }
  }

  /** An answer that has begun; the thread of the call then receives its body. */
  private static Opened begun(Call call, Outgoing outgoing)
      throws IOException, InterruptedException {
    CompletableFuture<Opened> answer = new CompletableFuture<>();
    call.enqueue(
        receiving(
            answer,
            response -> {
              Exchange head =
                  new Exchange(response.code(), response.headers().toMultimap(), new byte[0]);
              Pipe pipe = new Pipe(call::cancel);
              if (answer.complete(new Opened(head, pipe))) {
                pipe.receive(response.body().byteStream());
              }
            }));
    try {
      long most = outgoing.limits().call().toMillis();
      return await(call, answer.orTimeout(most, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // It may have begun just now, and would wait for a reader.
      if (!answer.cancel(false) && !answer.isCompletedExceptionally()) {
        answer.join().close();
      }
      throw e;
    }
  }

  private static Exchange whole(Call call, Outgoing outgoing)
      throws IOException, InterruptedException {
    CompletableFuture<Exchange> answer = new CompletableFuture<>();
    int most = outgoing.limits().largestBody();
    call.enqueue(
        receiving(
            answer,
            response -> {
              Exchange exchange = exchange(response, most + 1);
              answer.complete(exchange);
              if (exchange.body().length > most) {
                call.cancel();
              }
            }));
    return await(call, answer);
  }

  /** Takes an answer in, on a thread of the client. */
  private interface Receiving {
    void receive(Response response) throws IOException, InterruptedException;
  }

  private static Callback receiving(CompletableFuture<?> answer, Receiving receiving) {
    return new Callback() {
      @Override
      public void onFailure(Call failed, IOException fault) {
        answer.completeExceptionally(fault);
      }

      @Override
      public void onResponse(Call answered, Response response) {
        try (response) {
          receiving.receive(response);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          answer.completeExceptionally(new InterruptedIOException("interrupted"));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
          answer.completeExceptionally(e);
        }
      }
    };
  }

  private static <T> T await(Call call, CompletableFuture<T> answer)
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
      if (e.getCause() instanceof TimeoutException) {
        call.cancel();
        throw new InterruptedIOException("timeout");
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("The HTTP client failed", e.getCause());
    }
  }

  private OkHttpClient client(Kind kind) {
    return clients.computeIfAbsent(kind, this::newClient);
  }

  private OkHttpClient newClient(Kind kind) {
    HttpLimits limits = kind.limits();
    OkHttpClient.Builder client =
        plain
            .join()
            .newBuilder()
            .connectionSpecs(List.of(kind.security()))
            .socketFactory(new IdleLimitedSockets(limits.idle()))
            .connectTimeout(limits.connect())
            .readTimeout(isBehindSocks() ? limits.idle() : Duration.ZERO)
            .writeTimeout(limits.idle())
            .callTimeout(kind.use() == Use.STREAMED ? Duration.ZERO : limits.call());
    if (kind.use() == Use.ONCE) {
      client.connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS));
    }
    return client.build();
  }

  /** Then the client makes sockets of another kind, which wait without a limit. */
  private boolean isBehindSocks() {
    return proxies.hasSocks()
        || System.getProperty("socksProxyHost") != null
        || Boolean.getBoolean("java.net.useSystemProxies");
  }

  private static okhttp3.Request request(Outgoing outgoing, Trail trail) {
    RequestBody body =
        outgoing
            .body()
            .map(RequestBody::create)
            .orElse(needsBody(outgoing.method()) ? RequestBody.create(new byte[0]) : null);
    okhttp3.Request.Builder request =
        new okhttp3.Request.Builder()
            .url(outgoing.address().toString())
            .tag(Trail.class, trail)
            .method(outgoing.method(), body);
    outgoing.headers().forEach(request::header);
    return request.build();
  }

  private static boolean needsBody(String method) {
    return List.of("POST", "PUT", "PATCH").contains(method);
  }

  /**
   * An answer with its body unpacked, up to that many bytes: what grows without end is left while
   * it is received.
   */
  private static Exchange exchange(Response response, int most) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers().toMultimap());
    long announced = response.body().contentLength();
    if (!isGzip(response) || announced == 0) {
      byte[] body = read(response.body().byteStream(), announced, most);
      return new Exchange(response.code(), headers, body);
    }
    headers.remove("Content-Encoding");
    headers.remove("Content-Length");
    LimitedInput packed = new LimitedInput(response.body().byteStream(), most);
    try {
      byte[] body = read(new GzipMembers(packed), -1, most);
      return new Exchange(response.code(), headers, body);
    } catch (EOFException e) {
      ZipException cut = new ZipException("cut");
      cut.initCause(e);
      throw cut;
    }
  }

  static boolean isGzip(Response response) {
    String coding = response.header("Content-Encoding", "");
    return List.of("gzip", "x-gzip").contains(coding.strip().toLowerCase(Locale.ROOT));
  }

  /** The body, up to that many bytes. */
  private static byte[] read(InputStream in, long announced, int most) throws IOException {
    // As large as is announced, for a copy of a large body may not fit into memory.
    byte[] bytes = new byte[(int) Math.min(announced < 0 ? FIRST_BUFFER : announced, most)];
    int length = 0;
    try {
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
    } catch (LimitedInput.TooLongException e) {
      // Its own limit is that of the body, which this is beyond.
      return new byte[most];
    } catch (ProtocolException e) {
      String start = new String(bytes, 0, Math.min(length, START_KEPT), StandardCharsets.UTF_8);
      throw new CutBodyException(start, e);
    }
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
