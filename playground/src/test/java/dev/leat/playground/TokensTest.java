package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens by OAuth 2, as a client sees it. */
class TokensTest {
  private final Playground playground =
      Playground.start(PlaygroundOptions.defaults().withBearerToken("hush"));
  private final Client client = new Client(playground);

  @AfterEach
  void close() {
    playground.close();
  }

  @Test
  void aGrantedTokenIsAsGoodAsTheOneOfTheOptions() {
    JsonNode grant = Client.json(ask("grant_type=client_credentials&client_id=a&client_secret=b"));
    String token = grant.path("access_token").textValue();

    assertThat(grant.path("expires_in").intValue()).isPositive();
    assertThat(grant.has("refresh_token")).isFalse();
    assertThat(with(token)).isEqualTo(200);
    assertThat(with("hush")).isEqualTo(200);
    assertThat(with(token + "0")).isEqualTo(401);
  }

  @Test
  void aRefreshTokenIsReplacedAndThenRefused() {
    JsonNode first = Client.json(ask("grant_type=refresh_token&refresh_token=mine"));
    String next = first.path("refresh_token").textValue();
    JsonNode second = Client.json(ask("grant_type=refresh_token&refresh_token=" + next));

    assertThat(second.path("refresh_token").textValue()).isNotEqualTo(next);
    assertThat(with(first.path("access_token").textValue())).isEqualTo(200);
    assertThat(with(second.path("access_token").textValue())).isEqualTo(200);
    for (String used : new String[] {"mine", next}) {
      HttpResponse<byte[]> refused = ask("grant_type=refresh_token&refresh_token=" + used);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(Client.json(refused).path("error").textValue()).isEqualTo("invalid_grant");
    }
  }

  @Test
  void whatIsNoRequestForATokenIsRefused() {
    assertThat(ask("grant_type=password").statusCode()).isEqualTo(400);
    assertThat(ask("grant_type=refresh_token").statusCode()).isEqualTo(400);
    assertThat(ask("").statusCode()).isEqualTo(400);
    assertThat(client.get(playground.tokenEndpoint().getPath()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<byte[]> ask(String form) {
    return client.call("POST", playground.tokenEndpoint().getPath(), form);
  }

  private int with(String token) {
    return client
        .send(
            HttpRequest.newBuilder(client.uri(Endpoint.KEYSET))
                .header("Authorization", "Bearer " + token))
        .statusCode();
  }
}
