package dev.leat.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A list of rows as many APIs serve one: those that match a filter, in an order, page by page. It
 * can change between two answers, which is when connectors lose rows. Say what your API does, and
 * let a {@link FakeServer} answer with it. Thread-safe.
 *
 * <pre>{@code
 * FakeList users =
 *     FakeList.keyedBy("id")
 *         .sortedBy("updated_at")
 *         .since("updated_since", "updated_at")
 *         .rowsAt("data")
 *         .pagesOf(100)
 *         .byToken("next", "page_token")
 *         .put("{\"id\":1,\"updated_at\":\"2026-01-31T00:00:00Z\"}");
 * server.handling("/users", users);
 * users.afterEachAnswer(list -> list.put("{\"id\":1,\"updated_at\":\"2026-02-01T00:00:00Z\"}"));
 * }</pre>
 */
public final class FakeList implements FakeServer.Handler {

  private static final JsonMapper JSON = new JsonMapper();

  private final String key;
  private final Map<String, ObjectNode> rows = new LinkedHashMap<>();
  private Comparator<ObjectNode> order;
  private Filter filter = (row, query) -> true;
  private String rowsAt = "";
  private int pageSize = Integer.MAX_VALUE;
  private Optional<String> sizeParameter = Optional.empty();
  private Paging paging = new Whole();
  private Consumer<FakeList> change = list -> {};

  /** Which rows an answer holds. */
  @FunctionalInterface
  public interface Filter {

    /** Whether a row belongs into the answer to a request with that query. */
    boolean holds(JsonNode row, Map<String, String> query);
  }

  private FakeList(String key) {
    this.key = key;
    this.order = ascending(key);
  }

  /** An empty list: all rows in one answer, ascending by this field, which tells them apart. */
  public static FakeList keyedBy(String field) {
    return new FakeList(field);
  }

  /**
   * Adds a row, or puts it in the place of the one with the same key.
   *
   * @param json an object
   * @throws IllegalArgumentException if it is not one, or has no key
   */
  public synchronized FakeList put(String json) {
    ObjectNode row = parsed(json);
    if (!row.hasNonNull(key)) {
      throw new IllegalArgumentException("A row needs a \"" + key + "\": " + json);
    }
    rows.put(row.get(key).asText(), row);
    return this;
  }

  private static ObjectNode parsed(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IllegalArgumentException("A row is a JSON object, not " + json, e);
    }
  }

  /** Removes the row of that key, if there is one. */
  public synchronized FakeList remove(String keyText) {
    rows.remove(keyText);
    return this;
  }

  /** All rows as they are now, as compact JSON by the text of their key. */
  public synchronized Map<String, String> rows() {
    Map<String, String> now = new LinkedHashMap<>();
    rows.forEach((text, row) -> now.put(text, row.toString()));
    return now;
  }

  /** Ascending by a field: numbers as numbers, all else as text; equal ones by their key. */
  public synchronized FakeList sortedBy(String field) {
    order = ascending(field).thenComparing(ascending(key));
    return this;
  }

  /** Descending by a field; equal ones by their key. */
  public synchronized FakeList newestFirstBy(String field) {
    order = ascending(field).reversed().thenComparing(ascending(key));
    return this;
  }

  /** Only rows whose field is at or after a parameter; all, where it is not given. */
  public FakeList since(String parameter, String field) {
    return filteredBy(
        (row, query) ->
            !query.containsKey(parameter) || compare(row.path(field), query.get(parameter)) >= 0);
  }

  /** Only rows that a filter holds, in place of any filter before. */
  public synchronized FakeList filteredBy(Filter other) {
    filter = other;
    return this;
  }

  /** The rows stand in this field of an object; undeclared, the answer is an array. */
  public synchronized FakeList rowsAt(String field) {
    rowsAt = field;
    return this;
  }

  /** At most so many rows in an answer. */
  public synchronized FakeList pagesOf(int most) {
    pageSize = most;
    return this;
  }

  /** As many rows as this parameter asks for, and at most so many. */
  public synchronized FakeList pagesOf(int most, String parameter) {
    sizeParameter = Optional.of(parameter);
    return pagesOf(most);
  }

  /**
   * The next page by a token, which stands for a place: rows that come and go elsewhere do not move
   * it. Needs {@link #rowsAt}.
   *
   * @param field where the token stands in the answer; null at the end
   * @param parameter where it is sent
   */
  public synchronized FakeList byToken(String field, String parameter) {
    paging = new Token(field, parameter);
    return this;
  }

  /** The next page by its number, from 1 on: where rows come and go, others move between pages. */
  public synchronized FakeList byPageNumber(String parameter) {
    paging = new Counted(parameter, true);
    return this;
  }

  /** The next page by how many rows come before it. */
  public synchronized FakeList byOffset(String parameter) {
    paging = new Counted(parameter, false);
    return this;
  }

  /** The next page by the header {@code Link}, whose address counts pages by this parameter. */
  public synchronized FakeList byLinkHeader(String parameter) {
    paging = new Link(new Counted(parameter, true));
    return this;
  }

  /** What is done after each answer; it may change this list. */
  public synchronized FakeList afterEachAnswer(Consumer<FakeList> other) {
    change = other;
    return this;
  }

  @Override
  public synchronized Reply answer(Asked asked) {
    Map<String, String> query = asked.query();
    List<ObjectNode> matching = new ArrayList<>();
    rows.values().stream().filter(row -> filter.holds(row, query)).forEach(matching::add);
    matching.sort(order);
    int size = sizeParameter.map(query::get).map(Integer::valueOf).orElse(pageSize);
    int from = Math.min(matching.size(), paging.start(matching, query, Math.min(size, pageSize)));
    int to = (int) Math.min(matching.size(), (long) from + Math.min(size, pageSize));
    List<ObjectNode> page = matching.subList(from, to);
    ArrayNode array = JSON.createArrayNode().addAll(page);
    ObjectNode object = JSON.createObjectNode();
    JsonNode document = rowsAt.isEmpty() ? array : object.set(rowsAt, array);
    boolean hasMore = to < matching.size();
    Optional<String> link = paging.link(asked, hasMore);
    paging.write(object, hasMore ? page : List.of());
    Reply reply = Reply.json(200, document.toString());
    change.accept(this);
    return link.map(next -> reply.header("Link", next)).orElse(reply);
  }

  private static Comparator<ObjectNode> ascending(String field) {
    return (one, other) -> compare(one.path(field), other.path(field).asText());
  }

  private static int compare(JsonNode value, String text) {
    if (value.isNumber()) {
      return value.decimalValue().compareTo(new BigDecimal(text));
    }
    return value.asText().compareTo(text);
  }

  /** How the rest of an answer is reached. */
  private interface Paging {

    /** The place of the first row of the page that is asked for. */
    default int start(List<ObjectNode> matching, Map<String, String> query, int size) {
      return 0;
    }

    /** Says in the document where the next page is; no rows if there is none. */
    default void write(ObjectNode document, List<ObjectNode> page) {}

    /** Says it in a header. */
    default Optional<String> link(Asked asked, boolean hasMore) {
      return Optional.empty();
    }
  }

  private record Whole() implements Paging {}

  /**
   * Says where to go on by a number.
   *
   * @param pages whether it counts pages from 1 on, or rows from 0 on
   */
  private record Counted(String parameter, boolean pages) implements Paging {

    @Override
    public int start(List<ObjectNode> matching, Map<String, String> query, int size) {
      int number = Integer.parseInt(query.getOrDefault(parameter, pages ? "1" : "0"));
      return pages ? (number - 1) * size : number;
    }
  }

  private record Link(Counted pages) implements Paging {

    @Override
    public int start(List<ObjectNode> matching, Map<String, String> query, int size) {
      return pages.start(matching, query, size);
    }

    @Override
    public Optional<String> link(Asked asked, boolean hasMore) {
      if (!hasMore) {
        return Optional.empty();
      }
      Map<String, String> next = new LinkedHashMap<>(asked.query());
      next.merge(pages.parameter, "2", (now, two) -> "" + (Integer.parseInt(now) + 1));
      List<String> pairs = new ArrayList<>();
      next.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, UTF_8)));
      String address = "http://" + asked.headers().get("Host") + asked.path();
      return Optional.of("<" + address + "?" + String.join("&", pairs) + ">; rel=\"next\"");
    }
  }

  /** Says where to go on by the last row, which nobody outside can read. */
  private final class Token implements Paging {
    private final String field;
    private final String parameter;

    Token(String field, String parameter) {
      this.field = field;
      this.parameter = parameter;
    }

    @Override
    public int start(List<ObjectNode> matching, Map<String, String> query, int size) {
      String token = query.get(parameter);
      if (token == null) {
        return 0;
      }
      ObjectNode last = parsed(new String(Base64.getUrlDecoder().decode(token), UTF_8));
      return (int) matching.stream().takeWhile(row -> order.compare(row, last) <= 0).count();
    }

    @Override
    public void write(ObjectNode document, List<ObjectNode> page) {
      if (page.isEmpty()) {
        document.putNull(field);
      } else {
        String last = page.get(page.size() - 1).toString();
        document.put(field, Base64.getUrlEncoder().encodeToString(last.getBytes(UTF_8)));
      }
    }
  }
}
