package dev.leat.playground;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lists issues and comments as arrays, in pages that a {@code Link} header counts: a row that moves
 * shifts every later page. Thread-safe.
 */
final class IssuesApi {
  private static final long USUAL_PAGE = 30;
  private static final long LARGEST_PAGE = 100;

  private final Issues issues;
  private final PlaygroundOptions options;
  private final URI address;

  /** Which issues are listed. */
  private enum State {
    OPEN,
    CLOSED,
    ALL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What issues are sorted by; those of one value by their number. */
  private enum Sort {
    CREATED,
    UPDATED,
    COMMENTS;

    Comparator<Issue> order() {
      Comparator<Issue> order =
          switch (this) {
            case CREATED -> Comparator.comparing(Issue::createdAt);
            case UPDATED -> Comparator.comparing(Issue::updatedAt);
            case COMMENTS -> Comparator.comparing(Issue::comments);
          };
      return order.thenComparing(Issue::number);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which way issues are sorted. */
  private enum Direction {
    ASC,
    DESC;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  IssuesApi(Playground playground) {
    this.issues = playground.issues();
    this.options = playground.options();
    this.address = playground.address();
  }

  Answer issues(Request request) {
    Query query = request.query();
    State state = query.choice("state", State.class, State.OPEN);
    Comparator<Issue> order = query.choice("sort", Sort.class, Sort.CREATED).order();
    boolean ascending = query.choice("direction", Direction.class, Direction.DESC) == Direction.ASC;
    Optional<Instant> since = query.instant("since");
    List<Issue> rows =
        issues.all().stream()
            .filter(each -> state == State.ALL || each.isOpen() == (state == State.OPEN))
            .filter(each -> since.isEmpty() || !each.updatedAt().isBefore(since.get()))
            .sorted(ascending ? order : order.reversed())
            .toList();
    return page(request, rows, issues::json);
  }

  Answer comments(Request request) {
    Optional<Instant> since = request.query().instant("since");
    List<IssueComment> rows =
        issues
            .commentsOn(number(request))
            .orElseThrow(() -> Refusal.of(404, "not_found", "There is no such issue"))
            .stream()
            .filter(each -> since.isEmpty() || !each.updatedAt().isBefore(since.get()))
            .toList();
    return page(request, rows, issues::json);
  }

  private static int number(Request request) {
    String[] path = request.uri().getPath().split("/", -1);
    try {
      return Integer.parseInt(path[path.length - 2]);
    } catch (NumberFormatException e) {
      throw Refusal.of(404, "not_found", "Issues have numbers", e);
    }
  }

  private <T> Answer page(Request request, List<T> rows, Function<T, String> json) {
    Query query = request.query();
    long size = Math.min(LARGEST_PAGE, query.atLeast(1, "per_page", USUAL_PAGE));
    size = Math.min(size, options.pageCap());
    long page = query.atLeast(1, "page", 1);
    int from = (int) Math.min(rows.size(), (page - 1) * size);
    int to = (int) Math.min(rows.size(), from + size);
    List<String> texts = rows.subList(from, to).stream().map(json).toList();
    byte[] body = ("[" + String.join(",", texts) + "]").getBytes(StandardCharsets.UTF_8);
    List<String> links = links(request.uri(), page, (rows.size() + size - 1) / size);
    Answer answer = Answer.jsonBytes(200, body);
    return links.isEmpty() ? answer : answer.withHeader("Link", String.join(", ", links));
  }

  private List<String> links(URI asked, long page, long last) {
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(asked, page - 1, "prev"));
    }
    if (page < last) {
      links.add(link(asked, page + 1, "next"));
      links.add(link(asked, last, "last"));
    }
    if (page > 1) {
      links.add(link(asked, 1, "first"));
    }
    return links;
  }

  private String link(URI asked, long page, String relation) {
    String query = Optional.ofNullable(asked.getRawQuery()).orElse("");
    String others = query.replaceAll("(^|&)page=[^&]*", "");
    String start = others.isEmpty() ? "?" : "?" + others.replaceFirst("^&", "") + "&";
    return "<%s%s%spage=%d>; rel=\"%s\""
        .formatted(address, asked.getRawPath(), start, page, relation);
  }
}
