package dev.leat.sdk.http.transport;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * Which way a request takes, as the environment says: {@code HTTPS_PROXY}, {@code HTTP_PROXY},
 * {@code ALL_PROXY} and {@code NO_PROXY}, in either case, small letters first. This machine itself
 * is never asked through a proxy. Immutable.
 */
final class Proxies extends ProxySelector implements Authenticator {

  private static final String HEADER = "Proxy-Authorization";
  private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");

  private final Map<String, Way> ways;
  private final List<String> exceptions;
  private final ProxySelector otherwise;
  private final Optional<ConfigurationException> problem;

  /** A proxy, and the header that opens it. */
  private record Way(Proxy proxy, Optional<String> credential, List<String> secrets) {}

  private Proxies(
      Map<String, Way> ways,
      List<String> exceptions,
      ProxySelector otherwise,
      Optional<ConfigurationException> problem) {
    this.ways = ways;
    this.exceptions = exceptions;
    this.otherwise = otherwise;
    this.problem = problem;
  }

  /**
   * The proxies of an environment.
   *
   * @param otherwise decides where the environment says nothing
   */
  static Proxies of(Map<String, String> environment, ProxySelector otherwise) {
    Map<String, Way> ways = new LinkedHashMap<>();
    Optional<ConfigurationException> problem = Optional.empty();
    for (String kind : List.of("https", "http", "all")) {
      String name = kind + "_proxy";
      Optional<String> address = value(environment, name);
      try {
        address.ifPresent(given -> ways.put(kind, way(name, given)));
      } catch (ConfigurationException e) {
        problem = Optional.of(e);
      }
    }
    String none = value(environment, "no_proxy").orElse("");
    List<String> exceptions = new ArrayList<>();
    for (String each : Splitter.on(SEPARATORS).split(none.toLowerCase(Locale.ROOT))) {
      if (!each.isEmpty()) {
        exceptions.add(each.replaceFirst("^\\*?\\.(?=.)", ""));
      }
    }
    return new Proxies(ways, List.copyOf(exceptions), otherwise, problem);
  }

  /**
   * Checks the environment.
   *
   * @throws ConfigurationException if a variable is not the address of a proxy
   */
  void requireUsable() {
    if (problem.isPresent()) {
      throw new ConfigurationException(problem.get().getMessage(), problem.get());
    }
  }

  boolean hasSocks() {
    return ways.values().stream().anyMatch(each -> each.proxy().type() == Proxy.Type.SOCKS);
  }

  /** Passwords, and what they become in a header. */
  List<String> secrets() {
    return ways.values().stream().flatMap(each -> each.secrets().stream()).toList();
  }

  @Override
  public List<Proxy> select(URI address) {
    Way way = ways.getOrDefault(address.getScheme(), ways.get("all"));
    if (way == null) {
      List<Proxy> usual = otherwise == null ? null : otherwise.select(address);
      return usual == null ? List.of(Proxy.NO_PROXY) : usual;
    }
    return isException(address) ? List.of(Proxy.NO_PROXY) : List.of(way.proxy());
  }

  /** The failure itself is told; another way is not tried. */
  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {}

  @Override
  public Request authenticate(Route route, Response response) {
    if (route == null || response.request().header(HEADER) != null) {
      return null;
    }
    return ways.values().stream()
        .filter(each -> each.proxy().equals(route.proxy()))
        .flatMap(each -> each.credential().stream())
        .findFirst()
        .map(credential -> response.request().newBuilder().header(HEADER, credential).build())
        .orElse(null);
  }

  private boolean isException(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    if (host.equals("localhost") || isLoopback(host)) {
      return true;
    }
    int port = address.getPort() < 0 ? defaultPort(address.getScheme()) : address.getPort();
    return exceptions.stream().anyMatch(each -> covers(each, host, port));
  }

  private static boolean covers(String exception, String host, int port) {
    if (exception.equals("*")) {
      return true;
    }
    if (exception.contains("/")) {
      return InetAddresses.isInetAddress(host) && isWithin(exception, host);
    }
    // One colon is that of a port; more are an address of IPv6.
    int colon = exception.indexOf(':');
    boolean hasPort = colon >= 0 && colon == exception.lastIndexOf(':');
    String name = (hasPort ? exception.substring(0, colon) : exception).replaceAll("[\\[\\]]", "");
    boolean samePort = !hasPort || exception.substring(colon + 1).equals(Integer.toString(port));
    return samePort && (host.equals(name) || host.endsWith("." + name));
  }

  /** Whether an address lies in a network such as {@code 10.0.0.0/8}. */
  private static boolean isWithin(String network, String host) {
    String[] parts = network.split("/", 2);
    if (!InetAddresses.isInetAddress(parts[0]) || !parts[1].matches("\\d{1,3}")) {
      return false;
    }
    InetAddress there = InetAddresses.forString(host);
    int bits = there.getAddress().length * 8;
    int shift = Math.max(0, bits - Integer.parseInt(parts[1]));
    InetAddress base = InetAddresses.forString(parts[0]);
    return base.getAddress().length == there.getAddress().length
        && number(base).shiftRight(shift).equals(number(there).shiftRight(shift));
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  private static boolean isLoopback(String host) {
    return InetAddresses.isInetAddress(host) && InetAddresses.forString(host).isLoopbackAddress();
  }

  private static int defaultPort(String scheme) {
    return "https".equals(scheme) ? 443 : 80;
  }

  private static Way way(String variable, String address) {
    URI uri = parsed(variable, address);
    Proxy.Type type =
        switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
          case "http" -> Proxy.Type.HTTP;
          case "socks", "socks4", "socks5", "socks5h" -> Proxy.Type.SOCKS;
          default -> throw unusable(variable);
        };
    int port = uri.getPort() >= 0 ? uri.getPort() : type == Proxy.Type.HTTP ? 80 : 1080;
    Proxy proxy = new Proxy(type, InetSocketAddress.createUnresolved(uri.getHost(), port));
    if (uri.getRawUserInfo() == null) {
      return new Way(proxy, Optional.empty(), List.of());
    }
    String[] pair = (uri.getRawUserInfo() + ":").split(":", 3);
    String password = decoded(pair[1]);
    String header = Credentials.basic(decoded(pair[0]), password, StandardCharsets.UTF_8);
    return new Way(
        proxy,
        Optional.of(header),
        password.isEmpty() ? List.of(header) : List.of(password, header.substring(6)));
  }

  private static URI parsed(String variable, String address) {
    try {
      URI uri = URI.create(address.contains("://") ? address : "http://" + address);
      if (uri.getHost() == null || uri.getScheme() == null) {
        throw unusable(variable);
      }
      return uri;
    } catch (IllegalArgumentException e) {
      // Without its cause, which quotes the address: there may be a password in it.
      throw unusable(variable);
    }
  }

  private static ConfigurationException unusable(String variable) {
    return new ConfigurationException(
        "The environment variable "
            + variable
            + " is not the address of a proxy that can be used: write it like"
            + " http://proxy.example.com:3128, or socks5://proxy.example.com:1080");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
