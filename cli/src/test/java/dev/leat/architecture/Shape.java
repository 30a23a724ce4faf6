package dev.leat.architecture;

import dev.leat.sdk.Experimental;
import java.util.List;
import java.util.Optional;

/** A type whose API is known. */
public abstract class Shape<T extends Comparable<T>> implements Runnable {

  /** A constant. */
  public static final String NAME = "shape";

  private final int secret = 1;

  /** A part of it. */
  @Experimental
  public record Part(int size) {}

  /** Whatever it is. */
  @Experimental
  protected abstract <U> Optional<T> named(String name, List<? extends U> parts)
      throws InterruptedException;

  int internal() {
    return secret;
  }
}
