package dev.leat.engine.destination;

import dev.leat.sdk.config.NearestName;
import dev.leat.sdk.error.ConfigurationException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The destinations that are installed, by the scheme of their addresses. Immutable. */
public final class Destinations {

  private final List<DestinationProvider> providers;

  /** These kinds of destination. */
  public Destinations(List<DestinationProvider> providers) {
    this.providers =
        providers.stream().sorted(Comparator.comparing(DestinationProvider::scheme)).toList();
  }

  /** Every kind of destination that the class path holds. */
  public static Destinations installed() {
    return new Destinations(
        ServiceLoader.load(DestinationProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** The form of the addresses of each kind, one line each, in the order of their schemes. */
  public List<String> usages() {
    return providers.stream().map(DestinationProvider::usage).toList();
  }

  /**
   * The destination at an address, for example {@code duckdb:leat.duckdb}. Nothing is opened yet.
   *
   * @throws ConfigurationException if no kind has this scheme, or the rest is not of its form; the
   *     message lists the forms
   */
  public Destination at(String uri) {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon);
    return providers.stream()
        .filter(each -> each.scheme().equals(scheme))
        .findFirst()
        .orElseThrow(() -> unknown(scheme))
        .at(uri.substring(colon + 1));
  }

  private ConfigurationException unknown(String scheme) {
    Optional<String> nearest =
        NearestName.of(scheme, providers.stream().map(DestinationProvider::scheme).toList());
    return new ConfigurationException(
        (scheme.isEmpty()
                ? "The destination has no scheme: write it before a colon"
                : "There is no destination of scheme \""
                    + scheme
                    + "\""
                    + nearest.map(each -> ", did you mean \"" + each + "\"?").orElse(""))
            + (providers.isEmpty()
                ? "; none is installed"
                : "\n- " + String.join("\n- ", usages())));
  }
}
