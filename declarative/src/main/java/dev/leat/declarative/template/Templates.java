package dev.leat.declarative.template;

import dev.leat.declarative.template.function.Library;
import dev.leat.declarative.template.run.CompiledTemplate;
import dev.leat.declarative.template.run.Evaluation;
import dev.leat.declarative.template.value.Budget;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/**
 * The engine: makes templates and keeps what it has read of them. For any number of threads, as far
 * as the source of chance is.
 */
public final class Templates {

  /** A file has some hundreds of templates; texts that are made must not fill the memory. */
  private static final int MAX_KEPT = 10_000;

  private final Clock clock;
  private final RandomGenerator random;
  private final Limits limits;
  private final ConcurrentMap<String, CompiledTemplate> compiled = new ConcurrentHashMap<>();

  /**
   * @param clock the time that {@code now_utc()} and its like give
   * @param random the chance of {@code generate_uuid()} and the filter {@code random}
   * @param limits what one evaluation may spend
   */
  public Templates(Clock clock, RandomGenerator random, Limits limits) {
    this.clock = clock;
    this.random = random;
    this.limits = limits;
  }

  /**
   * A template. It is read when it is first used, and once a text.
   *
   * @param text what the file says
   * @param place where it says it
   */
  public Template template(String text, Place place) {
    return new Template(this, text, place);
  }

  CompiledTemplate compiled(String text) {
    CompiledTemplate known = compiled.get(text);
    if (known != null) {
      return known;
    }
    CompiledTemplate read = CompiledTemplate.of(text, Library.STANDARD);
    if (compiled.size() < MAX_KEPT) {
      compiled.put(text, read);
    }
    return read;
  }

  Evaluation evaluation(Map<String, ?> context) {
    Budget budget = new Budget(limits.steps(), limits.depth(), limits.size());
    return new Evaluation(context, Library.STANDARD, clock, random, budget);
  }
}
