package dev.leat.declarative.template.run;

/** An expression that is ready to run. */
@FunctionalInterface
interface Code {

  /** Its value; null for None. */
  Object run(Frame frame);
}
