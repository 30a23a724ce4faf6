package dev.leat.host.fivetran.tester;

import dev.leat.sdk.protocol.ExitCode;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.PrintStream;
import java.util.Map;

/**
 * Plays Fivetran against a server of {@code fivetran_sdk.v2.SourceConnector}, in any language:
 * form, tests, schema, two updates with the state carried over, an update that is killed and
 * resumed, a selection of columns. Holds every message to the contract. Stateless.
 */
public final class FivetranTester {

  private FivetranTester() {}

  /**
   * Tries a server and says what it did: a line a step, an operations table for each whole update,
   * each breach of the contract, and a verdict as the last line.
   *
   * @param target the server's {@code host:port}, for example {@code localhost:50051}; no TLS
   * @param configuration the form's values, by field name
   * @param out takes what is said, which may hold what the server says of itself
   * @param err takes why a server cannot be tried at all
   * @return the number of {@link ExitCode#COMPLETE} if the contract is kept, {@link
   *     ExitCode#INCOMPLETE} if it is, but the server asks the user for something; {@link
   *     ExitCode#DEFECT} if it is broken; the code that fits if the settings are refused, the
   *     server cannot be reached or its source fails
   */
  public static int run(
      String target,
      Map<String, String> configuration,
      TesterOptions options,
      PrintStream out,
      PrintStream err) {
    ManagedChannel channel;
    try {
      channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
    } catch (IllegalArgumentException e) {
      err.print("\"" + target + "\" is no host:port: " + e.getMessage() + '\n');
      return ExitCode.USAGE.number();
    }
    try {
      return run(channel, configuration, options, out).number();
    } finally {
      channel.shutdownNow();
    }
  }

  /** The same over any channel. */
  static ExitCode run(
      Channel channel, Map<String, String> configuration, TesterOptions options, PrintStream out) {
    Violations violations = new Violations();
    Platform platform = new Platform(channel, configuration, options.patience(), violations);
    return new Examination(platform, options, violations, out).run();
  }
}
