package dev.leat.sdk.contract;

import dev.leat.sdk.error.Remedy;

/**
 * How the user of a host does what helps; see {@link Remedy}. One method for each remedy, so that a
 * new one breaks the build of a host that has no words for it.
 */
@FunctionalInterface
public interface WayOut {

  /** How to start over: a clause that goes on from "To start over, ", without a period. */
  String toStartOver();

  /** The sentence for a remedy, without a period. */
  default String to(Remedy remedy) {
    return switch (remedy) {
      case START_OVER -> "To start over, " + toStartOver();
    };
  }
}
