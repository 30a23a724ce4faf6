package dev.leat.declarative.compile;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The headers of an answer for expressions: by name in any case, and the links of a {@code Link}
 * header by their relations under {@code link}.
 */
final class HeaderNames extends AbstractMap<Object, Object> {

  private static final String LINK = "link";

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> links = new LinkedHashMap<>();

  HeaderNames(Map<String, String> headers, Function<String, Optional<String>> link) {
    this.headers.putAll(headers);
    for (String relation : new String[] {"next", "prev", "first", "last"}) {
      link.apply(relation)
          .ifPresent(url -> links.put(relation, Map.of("url", url, "rel", relation)));
    }
  }

  @Override
  public Object get(Object name) {
    return LINK.equals(name) ? links : name instanceof String text ? headers.get(text) : null;
  }

  @Override
  public boolean containsKey(Object name) {
    return LINK.equals(name) || (name instanceof String text && headers.containsKey(text));
  }

  @Override
  public Set<Entry<Object, Object>> entrySet() {
    Map<Object, Object> all = new LinkedHashMap<>(headers);
    all.put(LINK, links);
    return all.entrySet();
  }
}
