package dev.leat.sdk.http;

import java.util.Optional;

/**
 * Decides what an answer means. The rules of a source are asked in their order, and the first that
 * has an opinion decides; the usual meaning of statuses comes last. Implementations are
 * thread-safe.
 *
 * @see dev.leat.sdk.http.answer.Condition
 */
@FunctionalInterface
public interface AnswerRule {

  /** What becomes of the answer; empty to leave it to the next rule. */
  Optional<Verdict> judge(Response answer);
}
