package dev.leat.sdk.http;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * The address of a source, what lies under it, and where links and redirects may lead. Addresses
 * are compared as the client parses them, never as text. Immutable.
 */
final class Addresses {

  private final HttpUrl base;
  private final Set<Origin> allowed;

  /** What two addresses must share to trust each other. */
  record Origin(String scheme, String host, int port) {

    static Origin of(HttpUrl address) {
      return new Origin(address.scheme(), address.host(), address.port());
    }

    @Override
    public String toString() {
      boolean usual = port == HttpUrl.defaultPort(scheme);
      return scheme
          + "://"
          + (host.contains(":") ? "[" + host + "]" : host)
          + (usual ? "" : ":" + port);
    }
  }

  private Addresses(HttpUrl base, Set<Origin> allowed) {
    this.base = base;
    this.allowed = allowed;
  }

  static Addresses at(URI base) {
    HttpUrl address = parse(base, "The source's address");
    return new Addresses(address, Set.of(Origin.of(address)));
  }

  Addresses allowing(URI... others) {
    Set<Origin> more = new LinkedHashSet<>(allowed);
    for (URI other : others) {
      more.add(Origin.of(parse(other, "The address to allow")));
    }
    return new Addresses(base, Set.copyOf(more));
  }

  /** Whether credentials may go there. */
  boolean isOwn(HttpUrl address) {
    return Origin.of(address).equals(Origin.of(base));
  }

  /**
   * Where a request goes.
   *
   * @throws SourceDataException if it follows a link that leads elsewhere
   */
  HttpUrl of(Request request) {
    HttpUrl.Builder own = base.newBuilder();
    String path = request.steps().stream().map(Addresses::encoded).collect(Collectors.joining("/"));
    path = path.startsWith("/") ? path.substring(1) : path;
    if (!path.isEmpty()) {
      own.addEncodedPathSegments(path);
    }
    if (request.link().isEmpty()) {
      request.parameters().forEach(each -> own.addQueryParameter(each.name(), each.value()));
      return own.build();
    }
    HttpUrl from = own.build();
    String who = request.method() + " " + from.encodedPath() + " links";
    HttpUrl.Builder linked = resolve(from, request.link().get(), who).newBuilder();
    request.parameters().forEach(each -> linked.removeAllQueryParameters(each.name()));
    request.parameters().forEach(each -> linked.addQueryParameter(each.name(), each.value()));
    return linked.build();
  }

  /** A step of a path as it goes out: a slash in it does not divide it. */
  private static String encoded(String step) {
    return new HttpUrl.Builder()
        .scheme("http")
        .host("a")
        .addPathSegment(step)
        .build()
        .encodedPathSegments()
        .get(0);
  }

  /**
   * Where a link or a redirect leads.
   *
   * @param who for messages: {@code GET /users links} or {@code GET /users redirects}
   * @throws SourceDataException if nobody should go there
   * @throws ConfigurationException if a setting could permit it
   */
  HttpUrl resolve(HttpUrl from, String link, String who) {
    HttpUrl to = from.resolve(link);
    if (to == null) {
      throw new SourceDataException(
          who + " to something that is not an http or https address: not followed");
    }
    if (!to.username().isEmpty() || !to.password().isEmpty()) {
      throw new SourceDataException(
          who + " to an address with a user name in it, on " + to.host() + ": not followed");
    }
    Origin origin = Origin.of(to);
    if (from.isHttps() && !to.isHttps()) {
      throw new SourceDataException(
          who + " from https down to " + origin + ", where everybody can read: not followed");
    }
    if (!allowed.contains(origin)) {
      throw new ConfigurationException(
          who
              + " to "
              + origin
              + ", which is not the origin of the source ("
              + Origin.of(base)
              + "): not followed. If it is right, use it as the source's address or allow it");
    }
    return to.newBuilder().fragment(null).build();
  }

  /** Origin and path: a query may hold a secret. */
  @Override
  public String toString() {
    return Origin.of(base) + base.encodedPath();
  }

  private static HttpUrl parse(URI address, String what) {
    // The text is not shown: it may have a password in it.
    if (address.getRawUserInfo() != null) {
      throw new ConfigurationException(
          what + " has a user name in it: move it to the settings for credentials");
    }
    HttpUrl parsed = HttpUrl.parse(address.toString());
    if (parsed == null) {
      throw new ConfigurationException(
          what
              + " must start with http:// or https:// and name a host, e.g."
              + " https://api.example.com");
    }
    if (address.getRawFragment() != null) {
      throw new ConfigurationException(what + " has a #fragment, which no server sees: remove it");
    }
    return parsed;
  }
}
