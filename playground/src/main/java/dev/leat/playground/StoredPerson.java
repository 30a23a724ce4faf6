package dev.leat.playground;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * A person as the table keeps it: the two sort keys, and the JSON that every answer repeats.
 *
 * <p>The JSON is made once, when the row changes, so that a page costs a copy of bytes. Immutable.
 */
final class StoredPerson {
  static final Comparator<StoredPerson> BY_NUMBER = Comparator.comparingLong(StoredPerson::number);
  static final Comparator<StoredPerson> BY_TIME =
      Comparator.comparing(StoredPerson::updatedAt).thenComparingLong(StoredPerson::number);

  private final long number;
  private final Instant updatedAt;
  private final byte[] json;

  StoredPerson(Person person, Map<String, String> added) {
    this.number = person.number();
    this.updatedAt = person.updatedAt();
    this.json = PersonJson.encode(person, added);
  }

  long number() {
    return number;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  /** Returns the bytes themselves, which nobody may change. */
  byte[] json() {
    return json;
  }

  Person person() {
    return PersonJson.decode(json);
  }
}
