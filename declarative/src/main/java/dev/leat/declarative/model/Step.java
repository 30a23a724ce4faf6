package dev.leat.declarative.model;

import java.util.List;
import java.util.Optional;

/** One change to a row. A condition that is not given always holds. */
public sealed interface Step {

  /** Keeps a row only if the condition holds. */
  record KeepIf(Expression condition) implements Step {}

  /** Adds fields in order; each sees those before it. */
  record Add(List<Field> fields, Optional<Expression> condition) implements Step {

    /** Keeps the fields. */
    public Add {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A field to add.
   *
   * @param path the steps to it
   * @param type {@code string}, {@code integer}, {@code number} or {@code boolean}; empty for the
   *     value's own
   */
  record Field(List<Expression> path, Expression value, Optional<String> type) {

    /** Keeps the path. */
    public Field {
      path = List.copyOf(path);
    }
  }

  /**
   * Takes fields away.
   *
   * @param paths the steps to each; {@code *} stands for every value, {@code **} for any depth
   * @param condition of the value found, {@code property}
   */
  record Remove(List<List<Expression>> paths, Optional<Expression> condition) implements Step {

    /** Keeps the paths. */
    public Remove {
      paths = List.copyOf(paths);
    }
  }

  /** Names of the row's fields in small letters. */
  record LowerNames() implements Step {}

  /** Names of all fields in small letters and underscores. */
  record SnakeNames() implements Step {}

  /** A text in all names in place of another one. */
  record ReplaceInNames(Expression old, Expression replacement) implements Step {}

  /** Leaves become fields of the row, by their own names. */
  record Flatten(boolean lists) implements Step {}

  /**
   * The fields of a nested object become fields of the row.
   *
   * @param deleteOrigin whether the nested object goes
   * @param replaceRow whether all other fields go
   * @param prefix before each name
   * @param suffix after each name
   */
  record Lift(
      List<Expression> path,
      boolean deleteOrigin,
      boolean replaceRow,
      Optional<Expression> prefix,
      Optional<Expression> suffix)
      implements Step {

    /** Keeps the path. */
    public Lift {
      path = List.copyOf(path);
    }
  }
}
