package dev.leat.destination.sql;

import dev.leat.engine.types.ColumnProfile;
import dev.leat.engine.types.ColumnProfile.Expectation;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.engine.types.FieldScanner;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A column on its way from source to table. For use by one thread. */
final class StageColumn {

  private final String source;
  private final byte[] sourceBytes;
  private final String stored;
  private Optional<ColumnType> declared = Optional.empty();
  private Optional<ColumnType> current = Optional.empty();
  private ColumnProfile profile;
  private ColumnProfile before;

  /**
   * @param source the field's name in rows
   * @param stored the column's name in the table
   */
  StageColumn(String source, String stored) {
    this.source = source;
    this.sourceBytes = source.getBytes(StandardCharsets.UTF_8);
    this.stored = stored;
    startProfile();
  }

  String source() {
    return source;
  }

  byte[] sourceBytes() {
    return sourceBytes;
  }

  String stored() {
    return stored;
  }

  /** The type that the connector declares; empty if it leaves the column open. */
  Optional<ColumnType> declared() {
    return declared;
  }

  /** The type of the stored column; empty if the table has no such column yet. */
  Optional<ColumnType> current() {
    return current;
  }

  /** What the values since the last commit need. */
  ColumnProfile profile() {
    return profile;
  }

  /** Takes in a declaration; only before the first value. */
  void declare(ColumnType type) {
    declared = Optional.of(type);
    if (profile.isEmpty()) {
      startProfile();
    }
  }

  /** Starts anew after the stored column was read or settled. */
  void settledAs(ColumnType type) {
    current = Optional.of(type);
    startProfile();
  }

  /**
   * Takes note of a value.
   *
   * @return false if the column is declared to be of another type: {@link #takeBack} it then
   */
  boolean note(FieldScanner.Kind kind, byte[] text) {
    before.copy(profile);
    profile.add(kind, text);
    return declared.isEmpty() || profile.keepsToExpected();
  }

  /** Forgets the value that was noted last. */
  void takeBack() {
    profile.copy(before);
  }

  /** Whether a single value fits the stored column. */
  boolean fits(FieldScanner.Kind kind, byte[] text) {
    ColumnProfile alone = newProfile();
    alone.add(kind, text);
    return current.map(alone::fits).orElse(true);
  }

  /** What a single value is, for messages. */
  String describe(FieldScanner.Kind kind, byte[] text) {
    ColumnProfile alone = newProfile();
    alone.add(kind, text);
    return alone.seen();
  }

  /** Whether values are staged as JSON literals, strings in their quotes. */
  boolean staysJson() {
    return declared.filter(type -> type.kind() == Kind.JSON).isPresent()
        && current.map(type -> type.kind() == Kind.JSON).orElse(true);
  }

  private void startProfile() {
    profile = newProfile();
    before = newProfile();
  }

  private ColumnProfile newProfile() {
    if (declared.isPresent()) {
      return new ColumnProfile(declared.get(), Expectation.DECLARED);
    }
    return current
        .map(type -> new ColumnProfile(type, Expectation.STORED))
        .orElseGet(() -> new ColumnProfile(ColumnType.of(Kind.TEXT), Expectation.NONE));
  }
}
