package dev.leat.declarative.template.run;

/** A statement that is ready to run. */
@FunctionalInterface
interface Step {

  /** Runs it; what it prints goes to {@code out}. */
  void run(Frame frame, StringBuilder out);
}
