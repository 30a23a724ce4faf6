package dev.leat.playground;

import java.util.Optional;

/**
 * The same rows in the two orders that the endpoints ask for. Guarded by the lock of {@link
 * People}.
 *
 * @param byTime ascending by (updatedAt, id)
 * @param byNumber ascending by id as a number
 */
record Shelves(SortedRows byTime, SortedRows byNumber) {

  static Shelves empty() {
    return new Shelves(
        new SortedRows(StoredPerson.BY_TIME), new SortedRows(StoredPerson.BY_NUMBER));
  }

  Optional<StoredPerson> find(String id) {
    long number;
    try {
      number = Person.numberOf(id);
    } catch (IllegalArgumentException noSuchId) {
      return Optional.empty();
    }
    int rank = byNumber.firstRank(row -> row.number() >= number);
    return rank < byNumber.size()
        ? Optional.of(byNumber.at(rank)).filter(row -> row.number() == number)
        : Optional.empty();
  }

  void add(StoredPerson row) {
    byTime.add(row);
    byNumber.add(row);
  }

  void remove(StoredPerson row) {
    byTime.remove(row);
    byNumber.remove(row);
  }
}
