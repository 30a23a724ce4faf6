package dev.leat.sdk.http.answer;

import dev.leat.sdk.http.AnswerRule;
import dev.leat.sdk.http.Response;
import dev.leat.sdk.http.Verdict;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What an answer looks like. A rule is a condition and what it leads to: {@code
 * Condition.status(404).then(Verdict.skip())}. Immutable and thread-safe.
 */
public final class Condition {

  /** Values that are there and say nothing. */
  private static final Set<String> EMPTY = Set.of("", "[]", "{}", "false", "0");

  private final Predicate<Response> test;

  private Condition(Predicate<Response> test) {
    this.test = test;
  }

  /** Whatever this test says. */
  public static Condition of(Predicate<Response> test) {
    return new Condition(test);
  }

  /** Any answer. */
  public static Condition always() {
    return new Condition(answer -> true);
  }

  /** One of these statuses. */
  public static Condition status(int... statuses) {
    int[] sorted = statuses.clone();
    Arrays.sort(sorted);
    return new Condition(answer -> Arrays.binarySearch(sorted, answer.status()) >= 0);
  }

  /** A status from the first to the last, both included. */
  public static Condition statusFrom(int first, int last) {
    return new Condition(answer -> answer.status() >= first && answer.status() <= last);
  }

  /** What a header of that name says, in any case. */
  public static Value header(String name) {
    return new Value(answer -> answer.header(name));
  }

  /** What stands at that place of the document, within lists too; null counts as nothing. */
  public static Value json(String pointer) {
    return new Value(answer -> answer.value(pointer));
  }

  /** What the source says about the failure, where such words usually stand. */
  public static Value message() {
    return new Value(Response::message);
  }

  /** The whole body as text, be it a document or not. */
  public static Value body() {
    return new Value(answer -> Optional.of(answer.text()));
  }

  /** Both. */
  public Condition and(Condition other) {
    return new Condition(test.and(other.test));
  }

  /** One of the two, or both. */
  public Condition or(Condition other) {
    return new Condition(test.or(other.test));
  }

  /** The opposite. */
  public Condition not() {
    return new Condition(test.negate());
  }

  /** Whether it holds. */
  public boolean holdsFor(Response answer) {
    return test.test(answer);
  }

  /** A rule: if this holds, then that. */
  public AnswerRule then(Verdict verdict) {
    Optional<Verdict> decided = Optional.of(verdict);
    return answer -> test.test(answer) ? decided : Optional.empty();
  }

  /** A text in an answer, which may be missing. Immutable. */
  public static final class Value {

    private final Function<Response, Optional<String>> text;

    private Value(Function<Response, Optional<String>> text) {
      this.text = text;
    }

    /** It is there, whatever it says. */
    public Condition isPresent() {
      return new Condition(answer -> text.apply(answer).isPresent());
    }

    /** It is there and says something: not an empty text, list or object, not false, not 0. */
    public Condition isNotEmpty() {
      return holds(found -> !EMPTY.contains(found.strip()));
    }

    /** It is there and says exactly this. */
    public Condition equalTo(String wanted) {
      return holds(wanted::equals);
    }

    /** It is there and has this in it. */
    public Condition contains(String part) {
      return holds(found -> found.contains(part));
    }

    /** It is there and something in it matches the regular expression. */
    public Condition matches(String regex) {
      Predicate<String> found = Pattern.compile(regex).asPredicate();
      return holds(found);
    }

    private Condition holds(Predicate<String> says) {
      return new Condition(answer -> text.apply(answer).filter(says).isPresent());
    }
  }
}
