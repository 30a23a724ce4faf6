package dev.leat.declarative.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who asks. */
public sealed interface Credential {

  /** Nobody in particular. */
  record None() implements Credential {}

  /** A key in a place of the request. */
  record Key(Placement at, Expression key) implements Credential {}

  /** A user name and a password. */
  record Basic(Expression user, Expression password) implements Credential {}

  /** A bearer token. */
  record Bearer(Expression token) implements Credential {}

  /**
   * OAuth 2.
   *
   * @param tokenAddress where tokens are asked for; empty if there is only the one given
   * @param grant the grant type
   * @param fields client_id, client_secret and refresh_token, as far as they are given
   * @param names what the source calls a field, by its usual name
   * @param scopes each sent by itself
   * @param more further fields of the form
   * @param headers of the token request
   * @param inQuery whether the fields stand in the query
   * @param tokenName the name of the access token in the answer, at any depth
   * @param expiryName the name of its life in the answer
   * @param first an access token to begin with
   * @param firstExpires when that one ends
   * @param kept the steps to the setting in which a new refresh token is kept; empty for none
   */
  record OAuth(
      Optional<Expression> tokenAddress,
      Expression grant,
      Map<String, Expression> fields,
      Map<String, Expression> names,
      List<Expression> scopes,
      Named more,
      Named headers,
      boolean inQuery,
      Expression tokenName,
      Expression expiryName,
      Optional<Expression> first,
      Optional<Expression> firstExpires,
      List<String> kept)
      implements Credential {}

  /**
   * A session that begins with a log-in.
   *
   * @param login the log-in
   * @param tokenAt the steps to the token in its answer
   * @param life how long it holds, an ISO duration; empty until it is refused
   * @param at where the token goes; empty for a bearer token
   * @param form what is sent there, of {@code session_token}; empty for the token itself
   */
  record Session(
      Call login,
      List<Expression> tokenAt,
      Optional<Expression> life,
      Optional<Placement> at,
      Optional<Expression> form)
      implements Credential {}

  /**
   * A token that is signed here.
   *
   * @param at where it goes; empty for {@code Authorization}
   */
  record Signed(
      String algorithm,
      Expression key,
      boolean keyIsEncoded,
      Optional<Expression> passphrase,
      long seconds,
      Map<String, Expression> headers,
      Map<String, Expression> claims,
      Expression prefix,
      Optional<Placement> at)
      implements Credential {}

  /**
   * One of several, by a setting.
   *
   * @param setting the steps to the setting
   */
  record Choice(List<String> setting, Map<String, Credential> choices) implements Credential {}
}
