package dev.leat.host.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.auth.OAuth2;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An API whose refresh tokens, "refresh-1" and so on, are good for one use: the answer has the next
 * one. And the connector that reads it.
 */
final class RotatingSource implements AutoCloseable {

  static final Setting<URI> BASE_URL = Setting.url("base_url", "Where the API answers").identity();
  static final Setting<String> CLIENT_SECRET = Setting.secret("client_secret", "Of the client");
  static final Setting<String> REFRESH_TOKEN = Setting.secret("refresh_token", "Of the user");

  private final HttpServer server;
  private final List<String> used = new ArrayList<>();
  private Consumer<String> beforeUse = token -> {};
  private int issued = 1;

  RotatingSource() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::token);
    server.createContext("/rows", this::rows);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Hears of each request for rows, and the refresh token that came with its access token. */
  void beforeUse(Consumer<String> listener) {
    beforeUse = listener;
  }

  /** The refresh tokens that were accepted, in order. */
  List<String> used() {
    return used;
  }

  Connector connector() {
    return new Reader();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String current = "refresh-" + issued;
    if (!List.of(form.split("&", -1)).contains("refresh_token=" + current)) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    used.add(current);
    issued++;
    answer(
        exchange,
        200,
        "{\"access_token\":\"access-"
            + issued
            + "\",\"refresh_token\":\"refresh-"
            + issued
            + "\"}");
  }

  private synchronized void rows(HttpExchange exchange) throws IOException {
    if (!("Bearer access-" + issued)
        .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{}");
      return;
    }
    beforeUse.accept("refresh-" + issued);
    answer(exchange, 200, "{\"data\":[{\"id\":\"1\",\"name\":\"a\"}]}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static final class Reader implements Connector {

    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo("rotating", "1.0.0", URI.create("https://example.com/rotating"));
    }

    @Override
    public ConfigurationSpec configurationSpec() {
      return ConfigurationSpec.of(BASE_URL, CLIENT_SECRET, REFRESH_TOKEN);
    }

    @Override
    public void check(Configuration configuration) throws InterruptedException {
      api(configuration).fetch(Request.get("/rows"));
    }

    @Override
    public Schema discover(Configuration configuration) {
      return Schema.of(table("a"), table("b"));
    }

    private static Table table(String name) {
      return Table.named(name).columns(DataType.STRING, "id", "name").key("id");
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
      HttpSource api = api(request.configuration());
      for (Table table : request.selection().tables()) {
        for (Row row : api.fetch(Request.get("/rows")).page().rows("/data")) {
          out.upsert(table.name(), row);
        }
      }
      out.warning("the token is now " + request.configuration().value(REFRESH_TOKEN));
      out.checkpoint(request.state());
      return SyncResult.complete();
    }

    private static HttpSource api(Configuration configuration) {
      URI address = configuration.value(BASE_URL);
      return Http.overNetwork()
          .at(address)
          .auth(
              OAuth2.refreshToken(
                      address.resolve("/token"),
                      "client",
                      configuration.value(CLIENT_SECRET),
                      configuration.value(REFRESH_TOKEN))
                  .onRotation(token -> configuration.replace(REFRESH_TOKEN, token)));
    }
  }
}
