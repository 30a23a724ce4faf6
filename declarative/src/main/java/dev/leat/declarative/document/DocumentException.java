package dev.leat.declarative.document;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be used. The message lists all that is wrong with it, a line each. */
public final class DocumentException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * @param problems all that is wrong, warnings included; at least one
   */
  public DocumentException(List<Problem> problems) {
    super(problems.stream().map(Problem::describe).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, in the order in which it was found. */
  public List<Problem> problems() {
    return problems;
  }
}
