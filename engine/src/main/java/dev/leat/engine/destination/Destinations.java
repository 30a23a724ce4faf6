package dev.leat.engine.destination;

import dev.leat.sdk.config.NearestName;
import dev.leat.sdk.error.ConfigurationException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The destinations that the class path holds, by the scheme of their addresses. Stateless. */
public final class Destinations {

  private Destinations() {}

  /** The form of the addresses of each kind, one line each, in the order of their schemes. */
  public static List<String> usages() {
    return providers().stream().map(DestinationProvider::usage).toList();
  }

  /**
   * The destination at an address, for example {@code duckdb:leat.duckdb}. Nothing is opened yet.
   *
   * @throws ConfigurationException if no kind has this scheme, or the rest is not of its form; the
   *     message lists the forms
   */
  public static Destination at(String uri) {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon);
    List<DestinationProvider> providers = providers();
    return providers.stream()
        .filter(each -> each.scheme().equals(scheme))
        .findFirst()
        .orElseThrow(() -> unknown(scheme, providers))
        .at(uri.substring(colon + 1));
  }

  private static List<DestinationProvider> providers() {
    return ServiceLoader.load(DestinationProvider.class, DestinationProvider.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(DestinationProvider::scheme))
        .toList();
  }

  /** Without the rest of the address: there may be a password in it. */
  private static ConfigurationException unknown(
      String scheme, List<DestinationProvider> providers) {
    List<String> schemes = providers.stream().map(DestinationProvider::scheme).toList();
    String problem =
        scheme.isEmpty()
            ? "The destination has no scheme before a colon"
            : "There is no destination of scheme \""
                + scheme
                + "\""
                + NearestName.of(scheme, schemes)
                    .map(each -> ", did you mean \"" + each + "\"?")
                    .orElse("");
    return new ConfigurationException(
        providers.isEmpty()
            ? problem + "; none is installed"
            : problem
                + "\n- "
                + String.join("\n- ", providers.stream().map(DestinationProvider::usage).toList()));
  }
}
