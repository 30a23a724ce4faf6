package dev.leat.sdk.http;

import dev.leat.sdk.row.Page;
import java.net.URI;

/** Posts a form to where tokens are issued. The clock is the one that expiries are measured by. */
interface TokenEndpoint {

  /**
   * The answer to a token request that was granted.
   *
   * @param form encoded parameters
   * @param client who asks, or {@link Credential#NONE} if the form says so
   * @param whatToFix for the message of a refusal: which settings to change
   * @throws dev.leat.sdk.error.ConfigurationException if it was refused
   * @throws dev.leat.sdk.error.SourceUnavailableException if it was not answered
   */
  Page post(URI address, String form, Credential client, String whatToFix)
      throws InterruptedException;

  /** Now, in nanoseconds since any fixed instant. */
  long nanos();
}
