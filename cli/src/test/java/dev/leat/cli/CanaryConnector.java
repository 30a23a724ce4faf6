package dev.leat.cli;

import static dev.leat.sdk.schema.DataType.UTC_DATETIME;

import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.RetryPolicy;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.auth.OAuth2;
import dev.leat.sdk.http.transport.HttpLimits;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.Keyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends a secret in every place there is for one, and loses patience at once. */
public final class CanaryConnector implements Connector {

  /** Begins the names of files that hold command lines. */
  static final String COMMAND_LINES = "command-lines-";

  private static final Setting<URI> BASE_URL = Setting.url("base_url", "The endpoint").identity();
  private static final Setting<URI> TOKEN_URL = Setting.url("token_url", "The token endpoint");
  private static final Setting<String> CREDENTIAL =
      Setting.choice("credential", "How to prove oneself", "key", "basic", "bearer", "oauth");
  private static final Setting<String> HEADER_KEY = Setting.secret("header_key", "In a header");
  private static final Setting<String> URL_KEY = Setting.secret("url_key", "In the address");
  private static final Setting<String> PASSWORD = Setting.secret("password", "In a pair");
  private static final Setting<String> CLIENT_SECRET = Setting.secret("client_secret", "In a body");
  private static final Setting<String> REFRESH_TOKEN = Setting.secret("refresh_token", "In a body");
  private static final Setting<Boolean> DEFECT =
      Setting.flag("defect", "Talk, then crash").defaultsTo(false);

  private static final Setting<Duration> PATIENCE =
      Setting.duration("patience", "The longest a request may take")
          .defaultsTo(Duration.ofMinutes(2));

  private static final Table USER =
      Table.named("user")
          .columns(UTC_DATETIME, "updatedAt", "createdAt")
          .key("id")
          .versionedBy("updatedAt");

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("canary", "1", URI.create("https://example.com/canary"));
  }

  @Override
  public ConfigurationSpec configurationSpec() {
    return ConfigurationSpec.of(
        BASE_URL,
        TOKEN_URL,
        CREDENTIAL,
        HEADER_KEY,
        URL_KEY,
        PASSWORD,
        CLIENT_SECRET,
        REFRESH_TOKEN,
        DEFECT,
        PATIENCE);
  }

  @Override
  public void check(Configuration configuration) throws InterruptedException {
    api(configuration).fetch(with(configuration, Request.get("")));
  }

  @Override
  public Schema discover(Configuration configuration) {
    return Schema.of(USER);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    Configuration configuration = request.configuration();
    leaveCommandLines();
    if (configuration.value(DEFECT)) {
      crash(configuration, out);
    }
    HttpSource api = api(configuration);
    return Keyset.of(USER)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .ascending()
        .visibilityLag(Duration.ofMinutes(5))
        .first(
            since -> {
              Request all = with(configuration, Request.get(""));
              return api.fetch(since.map(time -> all.query("updated_since", time)).orElse(all));
            })
        .next(
            "/scroll_param",
            token -> api.fetch(with(configuration, Request.get("").query("scroll_param", token))))
        .sync(request, out);
  }

  /** What everybody on this machine can see of this process and the one that started it. */
  private static void leaveCommandLines() {
    ProcessHandle here = ProcessHandle.current();
    String seen =
        Stream.of(Optional.of(here), here.parent())
            .flatMap(Optional::stream)
            .flatMap(each -> each.info().commandLine().stream())
            .collect(Collectors.joining("\n"));
    try {
      Files.writeString(Path.of(COMMAND_LINES + here.pid()), seen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What no author should do: a secret printed, warned of, encoded and thrown. */
  private static void crash(Configuration configuration, OperationSink out)
      throws InterruptedException {
    String secret = configuration.value(URL_KEY);
    String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    System.out.println("The key is " + secret + ", or " + encoded);
    System.err.println("The key is " + secret);
    out.warning("The key is " + secret);
    throw new IllegalStateException("The key is " + encoded, new Exception(secret));
  }

  private static Request with(Configuration configuration, Request request) {
    return request
        .query("token", configuration.value(URL_KEY))
        .header("X-API-Key", configuration.value(HEADER_KEY))
        .header("Cookie", "session=" + configuration.value(HEADER_KEY));
  }

  private static HttpSource api(Configuration configuration) {
    return Http.overNetwork()
        .at(configuration.value(BASE_URL))
        .auth(auth(configuration))
        .limits(
            HttpLimits.defaults()
                .idleAtMost(configuration.value(PATIENCE).dividedBy(4))
                .callWithin(configuration.value(PATIENCE)))
        .retry(
            RetryPolicy.transientErrors()
                .attempts(2)
                .delays(Duration.ofMillis(1), Duration.ofMillis(1)));
  }

  private static Auth auth(Configuration configuration) {
    return switch (configuration.value(CREDENTIAL)) {
      case "key" -> Auth.apiKey(Slot.query("k"), configuration.value(URL_KEY));
      case "basic" -> Auth.basic("joe", configuration.value(PASSWORD));
      case "bearer" -> Auth.bearer(configuration.value(PASSWORD));
      default ->
          OAuth2.refreshToken(
                  configuration.value(TOKEN_URL),
                  "client-id",
                  configuration.value(CLIENT_SECRET),
                  configuration.value(REFRESH_TOKEN))
              .onRotation(token -> configuration.replace(REFRESH_TOKEN, token));
    };
  }
}
