package dev.leat.testkit.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a source with all their versions, past and still to be seen: the oracle. Its clock
 * may be wrong, a row may be visible late, a replica may answer. Used by one thread.
 */
public final class SourceModel {

  private final List<Entry> rows = new ArrayList<>();
  private final List<Version> versions = new ArrayList<>();
  private final Stamps stamps;
  private long now;
  private long clockAhead;
  private long replicaBehind;
  private boolean hasNewField;
  private boolean leavesCursorsNull;

  /** A row and where it stands in lists that have an order of their own. */
  private static final class Entry {
    final List<Version> versions = new ArrayList<>(2);
    long deleted = Long.MAX_VALUE;
    long place;
  }

  SourceModel(Stamps stamps) {
    this.stamps = stamps;
    this.now = stamps.start().toEpochMilli();
  }

  /** True time. */
  public long now() {
    return now;
  }

  /** The source's own time. */
  public long sourceTime() {
    return now + clockAhead;
  }

  void pass(long millis) {
    now += millis;
  }

  void clockAhead(long millis) {
    clockAhead = millis;
  }

  void replicaBehind(long millis) {
    replicaBehind = millis;
  }

  void addField() {
    hasNewField = true;
  }

  void leaveCursorsNull() {
    leavesCursorsNull = true;
  }

  void insert(int count, long late) {
    for (int i = 0; i < count; i++) {
      add(entry(), stamp(0), late);
    }
  }

  void backdate(long millis) {
    add(entry(), stamp(millis), 0);
  }

  void update(int which, long late) {
    Optional<Entry> row = living(which);
    if (row.isPresent()) {
      List<Version> all = row.get().versions;
      long last = all.stream().mapToLong(Version::stamp).max().orElse(Version.NO_STAMP);
      add(row.get(), stamps.following(stamp(0), last), late);
    }
  }

  void stamp(int which, long ahead) {
    living(which).ifPresent(row -> add(row, stamp(-ahead), 0));
  }

  /** What the source's clock showed so long ago. */
  private long stamp(long millisAgo) {
    return stamps.of(sourceTime() - millisAgo);
  }

  void delete(int which) {
    living(which).ifPresent(row -> row.deleted = now);
  }

  void move(int which, long place) {
    living(which).ifPresent(row -> row.place = place);
  }

  private Entry entry() {
    Entry row = new Entry();
    rows.add(row);
    row.place = rows.size();
    return row;
  }

  private Optional<Entry> living(int which) {
    for (int i = 0; i < rows.size(); i++) {
      Entry row = rows.get(Math.floorMod(which + i, rows.size()));
      if (row.deleted == Long.MAX_VALUE) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private void add(Entry row, long stamp, long late) {
    int id = row.versions.isEmpty() ? rows.size() : row.versions.get(0).id();
    int number = versions.size() + 1;
    boolean isNull = leavesCursorsNull && number % 3 == 0;
    String json =
        "{\"id\":"
            + id
            + ",\"updatedAt\":"
            + (isNull ? "null" : "\"" + stamps.text(stamp) + "\"")
            + ",\"value\":"
            + number
            + (hasNewField ? ",\"extra\":true}" : "}");
    Version version =
        new Version(id, number, isNull ? Version.NO_STAMP : stamp, now, now + late, json);
    row.versions.add(version);
    versions.add(version);
  }

  /** What a question is answered from now, in order of the rows' keys. */
  List<Version> readable() {
    return seenAt(now - replicaBehind);
  }

  /** What can be read once everything has become visible, in order of the rows' keys. */
  public List<Version> table() {
    return seenAt(Long.MAX_VALUE - 1);
  }

  /** What the slowest replica shows that is that far behind, in order of the rows' keys. */
  List<Version> seenBehind(long millis) {
    return seenAt(now - millis);
  }

  private List<Version> seenAt(long time) {
    List<Version> seen = new ArrayList<>(rows.size());
    for (Entry row : rows) {
      boolean isGone = row.deleted != Long.MAX_VALUE && row.deleted <= time;
      for (int i = row.versions.size() - 1; i >= 0 && !isGone; i--) {
        if (row.versions.get(i).visible() <= time) {
          seen.add(row.versions.get(i));
          break;
        }
      }
    }
    return seen;
  }

  /** The order of lists that have one of their own. */
  Comparator<Version> byPlace() {
    return Comparator.<Version>comparingLong(each -> rows.get(each.id() - 1).place)
        .thenComparingInt(Version::id);
  }

  /** A version by its number; empty if there never was one. */
  Optional<Version> version(int number) {
    return number >= 1 && number <= versions.size()
        ? Optional.of(versions.get(number - 1))
        : Optional.empty();
  }

  /** Whether the row has been deleted by now. */
  boolean isDeleted(int id) {
    return rows.get(id - 1).deleted != Long.MAX_VALUE;
  }

  /** Versions of one row, oldest first; unmodifiable. */
  List<Version> versionsOf(int id) {
    return Collections.unmodifiableList(rows.get(id - 1).versions);
  }

  /** The version of a row that was made last. */
  Version newest(int id) {
    List<Version> all = rows.get(id - 1).versions;
    return all.get(all.size() - 1);
  }

  /** How many rows there ever were. */
  int rows() {
    return rows.size();
  }

  /** How many versions there ever were. */
  int versions() {
    return versions.size();
  }
}
