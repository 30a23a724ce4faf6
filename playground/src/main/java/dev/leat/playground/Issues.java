package dev.leat.playground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Issues of one repository and the comments on them: what the source holds now, and so the oracle
 * of a test. A comment changes its issue too.
 *
 * <p>Thread-safe; each change, also {@link #change}, is atomic. "Now" is the playground's clock,
 * cut to seconds. They are made up when somebody first asks for them.
 */
public final class Issues {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long FIRST_COMMENT = 7_000_000;

  private final PlaygroundOptions options;
  private final Clock clock;
  private final Instant newest;
  private final TreeMap<Integer, Issue> issues = new TreeMap<>();
  private final Map<Integer, List<IssueComment>> comments = new TreeMap<>();
  private boolean isFilled;
  private int highest;
  private long serial;

  Issues(PlaygroundOptions options) {
    this.options = options;
    this.clock = options.clock();
    this.newest = now().minus(options.newestAge());
  }

  /** Returns every issue, pull requests too, as JSON, ascending by number; a copy. */
  public synchronized List<String> issues() {
    return all().stream().map(this::json).toList();
  }

  /** Returns every comment as JSON, ascending by the number of its issue; a copy. */
  public synchronized List<String> comments() {
    fill();
    return comments.values().stream().flatMap(List::stream).map(this::json).toList();
  }

  /** Opens an issue under the next number, and returns the number. */
  public synchronized int insert() {
    fill();
    highest++;
    issues.put(highest, Issue.opened(highest, now()));
    return highest;
  }

  /**
   * Gives an issue another title, now.
   *
   * @throws NoSuchElementException if there is no issue of that number
   */
  public synchronized void touch(int number) {
    issues.put(number, existing(number).touched("Seen again, no. " + ++serial, now()));
  }

  /**
   * Adds a comment to an issue, now.
   *
   * @throws NoSuchElementException if there is no issue of that number
   */
  public synchronized void comment(int number) {
    issues.put(number, existing(number).commentedOn(now()));
    addComment(number, now());
  }

  /**
   * Deletes, updates and inserts random issues as one change, in this order; an update is a comment
   * or another title. Fewer are changed if there are fewer.
   *
   * @return the numbers of what was changed
   */
  public synchronized Changes.Done change(Changes changes) {
    SplittableRandom random = new SplittableRandom(changes.seed());
    List<Integer> deleted = pick(changes.delete(), random);
    deleted.forEach(issues::remove);
    deleted.forEach(comments::remove);
    List<Integer> updated = pick(changes.update(), random);
    for (int number : updated) {
      if (random.nextBoolean()) {
        comment(number);
      } else {
        touch(number);
      }
    }
    List<Integer> inserted = new ArrayList<>();
    for (int row = 0; row < changes.insert(); row++) {
      inserted.add(insert());
    }
    return new Changes.Done(texts(inserted), texts(updated), texts(deleted));
  }

  /** Returns every issue, ascending by number; a copy. */
  synchronized List<Issue> all() {
    fill();
    return List.copyOf(issues.values());
  }

  /** Returns the comments on an issue, oldest first; nothing if the issue does not exist. */
  synchronized Optional<List<IssueComment>> commentsOn(int number) {
    fill();
    return issues.containsKey(number)
        ? Optional.of(List.copyOf(comments.getOrDefault(number, List.of())))
        : Optional.empty();
  }

  String json(Issue issue) {
    return json(issue.fields());
  }

  String json(IssueComment comment) {
    return json(comment.fields());
  }

  private static String json(Map<String, Object> row) {
    try {
      return MAPPER.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row that cannot be JSON: " + row, e);
    }
  }

  private void fill() {
    if (isFilled) {
      return;
    }
    isFilled = true;
    long timestamps = ((long) options.rows() + options.ties() - 1) / options.ties();
    for (int row = 0; row < options.rows(); row++) {
      Duration age = options.spacing().multipliedBy(timestamps - 1 - row / options.ties());
      Instant at = newest.minus(age).truncatedTo(ChronoUnit.SECONDS);
      highest++;
      Issue issue = Issue.opened(highest, at);
      for (int i = issue.commentsAtTheStart(options.seed()); i > 0; i--) {
        addComment(highest, at.minusSeconds(i));
        issue = issue.commentedOn(at);
      }
      issues.put(highest, issue);
    }
  }

  private void addComment(int number, Instant at) {
    comments
        .computeIfAbsent(number, none -> new ArrayList<>())
        .add(new IssueComment(FIRST_COMMENT + ++serial, number, at));
  }

  private Issue existing(int number) {
    fill();
    return Optional.ofNullable(issues.get(number))
        .orElseThrow(() -> new NoSuchElementException("There is no issue " + number));
  }

  private List<Integer> pick(int wanted, SplittableRandom random) {
    fill();
    List<Integer> left = new ArrayList<>(issues.keySet());
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < wanted && !left.isEmpty()) {
      int place = random.nextInt(left.size());
      picked.add(left.set(place, left.get(left.size() - 1)));
      left.remove(left.size() - 1);
    }
    return picked;
  }

  private static List<String> texts(List<Integer> numbers) {
    return numbers.stream().map(Object::toString).toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
