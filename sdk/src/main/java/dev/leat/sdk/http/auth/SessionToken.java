package dev.leat.sdk.http.auth;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Logs in by a request, takes a token from the answer, and uses it until it expires or is refused.
 * One log-in, however many threads wait for it. Share one instance: it keeps the token. The withers
 * give a new one without a token. Thread-safe.
 */
public final class SessionToken extends TokenAuth {

  private final Request login;
  private final Optional<URI> address;
  private final String from;
  private final Function<Answer, Optional<String>> token;
  private final Slot slot;
  private final Optional<Duration> life;
  private final List<String> credentials;
  private final TokenKeeper keeper;

  private SessionToken(
      Request login,
      Optional<URI> address,
      String from,
      Function<Answer, Optional<String>> token,
      Slot slot,
      Optional<Duration> life,
      List<String> credentials) {
    this.login = login;
    this.address = address;
    this.from = from;
    this.token = token;
    this.slot = slot;
    this.life = life;
    this.credentials = List.copyOf(credentials);
    this.keeper = new TokenKeeper(slot, this::logIn);
  }

  /**
   * A session that begins with a request under the source's address. The token is sent as a bearer
   * token, and holds until it is refused, unless more is said.
   *
   * @param login for example {@code Request.post("/login", Map.of("user", user, "password",
   *     password))}
   * @param pointer where the token stands in the answer, for example {@code /session/token}
   * @param credentials what is secret in the log-in, to be masked
   */
  public static SessionToken from(Request login, String pointer, String... credentials) {
    return new SessionToken(
        login,
        Optional.empty(),
        pointer,
        answer -> answer.page().text(pointer),
        Slot.bearer(),
        Optional.empty(),
        List.of(credentials));
  }

  /** The same session, whose token stands in this header of the answer. */
  public SessionToken fromHeader(String name) {
    return new SessionToken(
        login, address, "header " + name, page -> page.header(name), slot, life, credentials);
  }

  /** The same session, which begins at another address than the source's. */
  public SessionToken at(URI other) {
    return new SessionToken(login, Optional.of(other), from, token, slot, life, credentials);
  }

  /** The same session, whose token goes there. */
  public SessionToken in(Slot other) {
    return new SessionToken(login, address, from, token, other, life, credentials);
  }

  /** The same session, which lasts so long. */
  public SessionToken lasting(Duration time) {
    return new SessionToken(login, address, from, token, slot, Optional.of(time), credentials);
  }

  @Override
  TokenKeeper keeper() {
    return keeper;
  }

  @Override
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(keeper.secrets());
    secrets.addAll(credentials);
    return secrets;
  }

  @Override
  public String toString() {
    return "the credentials for the log-in";
  }

  private TokenKeeper.Token logIn(Context context) throws InterruptedException {
    long asked = context.nanos();
    Answer answer =
        address.isPresent()
            ? context.ask(address.get(), login, "check " + this)
            : context.ask(login, "check " + this);
    String value = token.apply(answer).orElse("");
    if (value.isEmpty() || !slot.canHold(value)) {
      throw new ConfigurationException(
          login.method()
              + " "
              + login.path()
              + " answered without a token at "
              + from
              + ": is this the log-in, and are its credentials right?");
    }
    keeper.remember(value);
    return new TokenKeeper.Token(value, asked, life);
  }
}
