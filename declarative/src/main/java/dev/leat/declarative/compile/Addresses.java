package dev.leat.declarative.compile;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Addresses as files write them: from parts that may be more than they seem. Stateless. */
final class Addresses {

  private Addresses() {}

  /** Base and path as one address: an address in the path wins. */
  static String joined(String base, String path) {
    if (path.matches("(?i)https?://.*")) {
      return path;
    }
    if (path.isEmpty()) {
      return base;
    }
    String under = path.replaceFirst("^/+", "");
    int query = base.indexOf('?');
    String start = query < 0 ? base : base.substring(0, query);
    return start + (start.endsWith("/") ? "" : "/") + under;
  }

  /**
   * Scheme, host and port of an address.
   *
   * @throws ConfigurationException if it is not an address
   */
  static URI origin(String address) {
    try {
      int end = address.indexOf("://") < 0 ? -1 : address.indexOf("://") + 3;
      if (end < 0) {
        throw new URISyntaxException(address, "no scheme");
      }
      int path = address.length();
      for (char sign : new char[] {'/', '?', '#'}) {
        int at = address.indexOf(sign, end);
        path = at >= 0 && at < path ? at : path;
      }
      return new URI(address.substring(0, path));
    } catch (URISyntaxException e) {
      throw new ConfigurationException(
          "\""
              + address
              + "\" is not an address to ask: it must begin with https:// or http:// and a host",
          e);
    }
  }

  /** The request for an address under its origin, its own query included. */
  static Request request(String method, String address) {
    String rest = address.substring(origin(address).toString().length());
    int hash = rest.indexOf('#');
    String clean = hash < 0 ? rest : rest.substring(0, hash);
    int query = clean.indexOf('?');
    String path = normal(query < 0 ? clean : clean.substring(0, query));
    Request request = request(method, path.split("/", -1));
    for (String pair : query < 0 ? new String[0] : clean.substring(query + 1).split("&")) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        request =
            request.query(
                decoded(equals < 0 ? pair : pair.substring(0, equals), true),
                equals < 0 ? "" : decoded(pair.substring(equals + 1), true));
      }
    }
    return request;
  }

  /** A step with a slash in it is put in later, so that the slash does not divide it. */
  private static Request request(String method, String[] steps) {
    List<String> plain = new ArrayList<>();
    List<String> odd = new ArrayList<>();
    for (String step : steps) {
      String text = decoded(step, false);
      if (text.contains("/")) {
        plain.add("{" + odd.size() + "}");
        odd.add(text);
      } else {
        plain.add(text);
      }
    }
    Request request = Request.of(method, String.join("/", plain));
    for (int i = 0; i < odd.size(); i++) {
      request = request.path(Integer.toString(i), odd.get(i));
    }
    return request;
  }

  /** Without a slash before it, and with its dots resolved. */
  private static String normal(String path) {
    List<String> steps = new ArrayList<>();
    String under = path.startsWith("/") ? path.substring(1) : path;
    for (String step : under.split("/", -1)) {
      if (step.equals("..")) {
        if (!steps.isEmpty()) {
          steps.remove(steps.size() - 1);
        }
      } else if (!step.equals(".")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }

  static String decoded(String text, boolean plusIsSpace) {
    try {
      return URLDecoder.decode(
          plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEscaped) {
      return text;
    }
  }
}
