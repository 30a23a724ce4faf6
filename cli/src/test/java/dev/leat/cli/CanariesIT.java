package dev.leat.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leat.cli.verify.ConnectorMain;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Faults;
import dev.leat.playground.OddEncoding;
import dev.leat.playground.Oddity;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault that the playground plays, met by a connector that carries a secret in every place
 * there is: each ends with the exit code and the words that it should, and no secret shows.
 */
class CanariesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = "META-INF/services/dev.leat.sdk.Connector";

  private static final Map<String, String> SECRETS =
      Map.of(
          "header_key", "canary-header-3f9a\"x",
          "url_key", "canary/+ 7b1d=&url",
          "password", "canary:pass word-55c2",
          "client_secret", "canary+client/secret-91e0",
          "refresh_token", "canary-refresh-4d7e");

  private static final String OUT = "out.txt";
  private static final String ERR = "err.txt";
  private static final String ACCESS = "canary-access-a1b2c3";
  private static final String ROTATED = "canary-rotated-d4e5f6";

  private static final Canaries CANARIES =
      new Canaries(Stream.concat(SECRETS.values().stream(), Stream.of(ACCESS, ROTATED)).toList());

  /** A fault, the exit code of a sync that meets it, and what the sync says. */
  private static final String FAULTS =
      """
      {"fault":"rate_limited"} | 11 | answered 429
      {"fault":"rate_limited","retry_after":"31536000"} | 11 | the limit resets at
      {"fault":"rate_limited","retry_after":"Thu, 31 Dec 2099 23:59:59 GMT"} | 11 | resets at 2099
      {"fault":"rate_limited","retry_after":"Thu, 01 Jan 1970 00:00:00 GMT"} | 11 | 2 attempts
      {"fault":"rate_limited","retry_after":"soon"} | 11 | 2 attempts
      {"fault":"quota_used_up","delay_ms":86400000} | 11 | the limit resets at
      {"fault":"server_error","status":500} | 11 | answered 500
      {"fault":"server_error","status":502} | 11 | answered 502
      {"fault":"server_error","status":503,"retry_after":"86400"} | 11 | the limit resets at
      {"fault":"server_error","status":504} | 11 | answered 504
      {"fault":"unauthorized"} | 10 | answered 401
      {"fault":"echo","status":400} | 12 | answered 400
      {"fault":"echo","status":403} | 10 | answered 403
      {"fault":"echo","status":404} | 10 | answered 404
      {"fault":"echo","status":429} | 11 | answered 429
      {"fault":"echo","status":500} | 11 | answered 500
      {"fault":"dropped_connection"} | 11 | 2 attempts
      {"fault":"cut_connection"} | 12 | broke off before its announced end
      {"fault":"silence"} | 11 | no byte within 500 ms
      {"fault":"drip","delay_ms":10} | 11 | no whole answer within 2 s
      {"fault":"slow","delay_ms":20} | 0 | Upserts
      {"fault":"truncated_json"} | 12 | broken page
      {"fault":"html_page"} | 12 | answered HTML, not JSON
      {"fault":"error_document"} | 12 | answered 200 with an error (The quota is used up)
      {"fault":"empty_body"} | 12 | broken page
      {"fault":"endless_body"} | 12 | is larger than
      {"fault":"gzip_bomb"} | 12 | is larger than
      {"fault":"invalid_utf8"} | 12 | broken page
      {"fault":"repeated_token"} | 12 | token
      {"fault":"token_cycle"} | 12 | token
      {"fault":"fresh_tokens"} | 12 | page
      {"fault":"frozen_page"} | 12 | token
      {"fault":"empty_page"} | 0 | Complete: 0 rows read
      {"fault":"shuffled_page"} | 3 | ascending() was declared
      {"fault":"lagging_replica","lag_ms":60000} | 0 | Upserts
      {"fault":"null_cursor"} | 3 | updatedAt
      {"fault":"redirect","location":"http://evil.invalid/steal"} | 10 | not the origin of the source
      {"fault":"redirect","location":"file:///etc/passwd"} | 12 | redirects
      {"fault":"redirect","location":"http://169.254.169.254/latest"} | 10 | not the origin of the source
      {"fault":"redirect_loop"} | 12 | redirected more than 5 times
      {"fault":"odd_encoding","encoding":"byte_order_mark"} | 0 | Upserts
      {"fault":"odd_encoding","encoding":"utf_16"} | 12 | broken page
      {"fault":"odd_encoding","encoding":"latin_1"} | 12 | broken page
      {"fault":"odd_encoding","encoding":"wrong_type"} | 0 | Upserts
      {"fault":"odd_encoding","encoding":"unasked_compression"} | 12 | compressed as br
      {"fault":"odd_row","oddity":"nul"} | 0 | Upserts
      {"fault":"odd_row","oddity":"lone_surrogate"} | 0 | Upserts
      {"fault":"odd_row","oddity":"duplicate_key"} | 0 | Upserts
      {"fault":"odd_row","oddity":"not_a_number"} | 12 | broken page
      {"fault":"odd_row","oddity":"huge_exponent"} | 0 | Upserts
      {"fault":"odd_row","oddity":"large_integer"} | 0 | Upserts
      {"fault":"odd_row","oddity":"long_decimal"} | 0 | Upserts
      {"fault":"odd_row","oddity":"negative_zero"} | 0 | Upserts
      {"fault":"odd_row","oddity":"point_zero"} | 0 | Upserts
      {"fault":"odd_row","oddity":"deep_nesting"} | 12 | broken page
      {"fault":"odd_row","oddity":"long_text"} | 0 | Upserts
      {"fault":"odd_row","oddity":"many_keys"} | 0 | Upserts
      {"fault":"odd_row","oddity":"many_fields"} | 0 | Upserts
      {"fault":"odd_row","oddity":"other_type"} | 0 | Upserts
      {"fault":"odd_row","oddity":"missing_field"} | 0 | Upserts
      {"fault":"odd_row","oddity":"case_only"} | 0 | has its name, "name"
      {"fault":"odd_row","oddity":"reserved_words"} | 0 | Upserts
      {"fault":"odd_row","oddity":"emoji_name"} | 0 | Upserts
      {"fault":"odd_row","oddity":"injection"} | 0 | Upserts
      """;

  /** Commands without a fault, their exit codes, and what they say. */
  private static final String COMMANDS =
      """
      spec canary | 0 | writeOnly
      check canary --config key.json | 0 | the settings work
      check canary --config oauth.json | 0 | the settings work
      check canary --config refused.json | 10 | authorise again
      check canary --config broken.json | 10 | is this the token endpoint?
      check canary --config moved.json | 10 | must not redirect
      check canary --config wrong.json | 10 | problems in the configuration
      discover canary --config key.json | 0 | user
      read canary --config basic.json | 0 | upsert
      sync canary --config defect.json --destination jsonl:defect | 70 | The key is ***
      sync canary --config bearer.json --destination jsonl:commands --json | 0 | inserted
      state show canary --config bearer.json --destination jsonl:commands | 0 | cursor
      runs --destination jsonl:commands | 0 | canary
      """;

  /** Faults that take as long as the connector's patience lasts. */
  private static final Set<String> SLOW = Set.of("silence", "drip");

  private static final List<String> CREDENTIALS = List.of("key", "basic", "bearer", "oauth");

  @TempDir Path folder;

  /** What is done, and how it should end. */
  private record Play(String fault, List<String> command, int exitCode, String words) {}

  /** How it ended, and all that was written meanwhile. */
  private record Outcome(int exitCode, String text) {}

  @Test
  void everyFaultEndsAsItShouldAndNoSecretShows() throws Exception {
    Map<String, Play> plays = new LinkedHashMap<>();
    HttpServer tokens = tokens();
    try (Playground source = Playground.start(PlaygroundOptions.defaults().withRows(120))) {
      configureAll(source, "http://127.0.0.1:" + tokens.getAddress().getPort());
      COMMANDS.lines().forEach(row -> plays.put(row, command(row)));
      plays.put("child process", child());
      for (String credential : CREDENTIALS) {
        FAULTS.lines().forEach(row -> addPlay(credential, row, plays));
      }
      run(source, plays);
    } finally {
      tokens.stop(0);
    }
    Map<String, Outcome> outcomes = outcomes();
    assertThat(outcomes.keySet()).containsExactlyElementsOf(plays.keySet());
    List<String> problems = new ArrayList<>();
    plays.forEach((name, play) -> problems.addAll(problems(name, play, outcomes.get(name))));
    assertThat(problems).isEmpty();
    assertThat(leaksInFiles()).isEmpty();
    assertThat(filesThatOthersMayRead()).isEmpty();
  }

  @Test
  void noFaultOfThePlaygroundIsLeftOut() {
    Set<String> played = new TreeSet<>();
    FAULTS.lines().forEach(row -> played.addAll(List.of(row.split("[^a-z0-9_]+", -1))));
    for (String kind : Faults.kinds()) {
      assertThat(played).contains(kind.split("[ :]", 2)[0]);
    }
    for (Enum<?> each : Oddity.values()) {
      assertThat(played).contains(each.name().toLowerCase(Locale.ROOT));
    }
    for (Enum<?> each : OddEncoding.values()) {
      assertThat(played).contains(each.name().toLowerCase(Locale.ROOT));
    }
  }

  /** A search that finds nothing anywhere proves nothing. */
  @Test
  void aSecretIsFoundInEveryForm() {
    for (String secret : SECRETS.values()) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      for (String text :
          List.of(
              secret,
              URLEncoder.encode(secret, StandardCharsets.UTF_8),
              Base64.getEncoder().encodeToString(bytes),
              Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
              Base64.getEncoder().encodeToString(("a:" + secret).getBytes(StandardCharsets.UTF_8)),
              Base64.getEncoder().encodeToString(("ab:" + secret).getBytes(StandardCharsets.UTF_8)),
              JSON.valueToTree(secret).toString())) {
        assertThat(CANARIES.in("before " + text + " after")).as(text).isNotEmpty();
      }
    }
  }

  private static List<String> problems(String name, Play play, Outcome outcome) {
    List<String> problems = new ArrayList<>();
    if (outcome.exitCode() != play.exitCode() || !outcome.text().contains(play.words())) {
      String plain =
          outcome.text().lines().filter(line -> !line.contains("DEBUG")).collect(joining("\n"));
      problems.add(name + " ended with " + outcome.exitCode() + ": " + plain);
    }
    outcome
        .text()
        .lines()
        .filter(line -> !CANARIES.in(line).isEmpty() || line.startsWith("INFO all is well"))
        .forEach(line -> problems.add(name + " shows " + CANARIES.in(line) + ": " + line));
    return problems;
  }

  private static void addPlay(String credential, String row, Map<String, Play> plays) {
    String[] parts = row.split(" \\| ", -1);
    int exitCode = Integer.parseInt(parts[1].strip());
    String fault = parts[0];
    boolean slow = SLOW.stream().anyMatch(fault::contains);
    // The other credentials only where something is said of the request.
    if (credential.equals("key") || (exitCode != 0 && !slow && !fault.contains("odd_"))) {
      String place = credential + plays.size();
      List<String> command =
          List.of(
              "sync",
              "canary",
              "--config",
              (slow ? "hasty" : credential) + ".json",
              "--destination",
              fault.contains("odd_") ? "duckdb:" + place + ".duckdb" : "jsonl:" + place);
      String always = fault.replaceFirst("}$", ",\"probability\":1}");
      plays.put(credential + " " + fault, new Play(always, command, exitCode, parts[2].strip()));
    }
  }

  private static Play command(String row) {
    String[] parts = row.split(" \\| ", -1);
    return new Play(
        "", List.of(parts[0].split(" ", -1)), Integer.parseInt(parts[1].strip()), parts[2].strip());
  }

  private static Play child() {
    String line =
        "'%s' -cp '%s' %s canary".formatted(java(), classPath(), ConnectorMain.class.getName());
    return new Play(
        "{\"fault\":\"echo\",\"status\":403,\"request\":2}",
        List.of("sync", "--command", line, "--config", "key.json", "--destination", "jsonl:child"),
        10,
        "answered 403");
  }

  private void configureAll(Playground source, String desk) throws IOException {
    for (String credential : CREDENTIALS) {
      configure(credential, source, desk + "/good", Map.of("credential", credential));
    }
    configure("hasty", source, desk, Map.of("credential", "key", "patience", "PT2S"));
    configure("defect", source, desk, Map.of("credential", "key", "defect", "true"));
    configure("wrong", source, desk, Map.of("credential", "canary", "defect", "canary"));
    for (String answer : List.of("refused", "broken", "moved")) {
      configure(answer, source, desk + "/" + answer, Map.of("credential", "oauth"));
    }
  }

  private void configure(String name, Playground source, String desk, Map<String, String> more)
      throws IOException {
    Map<String, String> settings = new TreeMap<>(SECRETS);
    settings.put("base_url", source.endpoint(Endpoint.KEYSET).toString());
    settings.put("token_url", desk);
    settings.putAll(more);
    Files.write(folder.resolve(name + ".json"), JSON.writeValueAsBytes(settings));
  }

  private void run(Playground source, Map<String, Play> plays) throws Exception {
    List<String> script = new ArrayList<>();
    plays.forEach(
        (name, play) ->
            script.add(name + "\t" + play.fault() + "\t" + String.join("\t", play.command())));
    Path service = folder.resolve("services").resolve(SERVICE);
    Files.createDirectories(service.getParent());
    Files.writeString(service, CanaryConnector.class.getName());
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process process =
        new ProcessBuilder(
                java(),
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                classPath(),
                CanaryRun.class.getName(),
                source.address() + "/control/faults",
                Files.write(folder.resolve("plays.txt"), script).toString())
            .directory(folder.toFile())
            .redirectOutput(folder.resolve(OUT).toFile())
            .redirectError(folder.resolve(ERR).toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve(ERR))).isZero();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Of this test, and of a folder that makes its connector known. */
  private static String classPath() {
    return "services" + File.pathSeparator + System.getProperty("java.class.path");
  }

  private Map<String, Outcome> outcomes() throws IOException {
    Map<String, String> err = sections(ERR);
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    sections(OUT)
        .forEach(
            (name, out) -> {
              int end = out.lastIndexOf(CanaryRun.EXIT);
              int code = Integer.parseInt(out.substring(end + CanaryRun.EXIT.length()).strip());
              outcomes.put(name, new Outcome(code, out + err.get(name)));
            });
    return outcomes;
  }

  private Map<String, String> sections(String file) throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : Files.readString(folder.resolve(file)).split(CanaryRun.PLAY, -1)) {
      int end = section.indexOf('\n');
      if (end > 0) {
        sections.put(section.substring(0, end), section.substring(end));
      }
    }
    return sections;
  }

  /** Everything but the settings: destinations, states, temporary files, command lines. */
  private List<String> leaksInFiles() throws IOException {
    List<String> leaks = new ArrayList<>();
    for (Path file : files()) {
      boolean settings = folder.equals(file.getParent()) && file.toString().endsWith(".json");
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (!settings && !CANARIES.in(content).isEmpty()) {
        leaks.add(file + " holds " + CANARIES.in(content));
      }
    }
    assertThat(CANARIES.in(Files.readString(folder.resolve("key.json"))))
        .as("secrets in the settings, found by the same search")
        .hasSize(SECRETS.size());
    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .as("command lines of a sync and of a connector's process")
        .filteredOn(name -> name.startsWith(CanaryConnector.COMMAND_LINES))
        .hasSize(2);
    return leaks;
  }

  /** What a destination wrote, or a run left, and is not for its owner only. */
  private List<String> filesThatOthersMayRead() throws IOException {
    List<String> open = new ArrayList<>();
    for (Path file : files()) {
      String name = folder.relativize(file).toString();
      boolean ours = name.contains("/") || name.contains(".duckdb");
      if (ours && !name.startsWith("services")) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------")) {
          open.add(name + " is " + mode);
        }
      }
    }
    return open;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** A token endpoint that grants, refuses, breaks or moves, and repeats all it was sent. */
  private static HttpServer tokens() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", CanariesIT::token);
    server.start();
    return server;
  }

  private static void token(HttpExchange exchange) throws IOException {
    try (exchange) {
      String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] body =
          JSON.writeValueAsBytes(
              Map.of(
                  "access_token", ACCESS,
                  "refresh_token", ROTATED,
                  "error_description", "You sent " + sent));
      String path = exchange.getRequestURI().getPath();
      int status =
          switch (path) {
            case "/refused" -> 400;
            case "/moved" -> 302;
            default -> 200;
          };
      body = path.equals("/broken") ? Arrays.copyOf(body, body.length - 1) : body;
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Location", "/good?" + sent);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
