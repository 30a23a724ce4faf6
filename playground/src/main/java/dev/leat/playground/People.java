package dev.leat.playground;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Table {@code user}: what the source holds now, and so the oracle of every test.
 *
 * <p>Thread-safe. Each change, also {@link #change}, is atomic: a page shows all of it or none.
 * "Now" is the playground's clock, cut to microseconds.
 */
public final class People {
  private final Clock clock;
  private final Crowd crowd;
  private final Shelves shelves = Shelves.empty();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Function<Person, String>> added = new LinkedHashMap<>();
  private long highestNumber;

  /** Fills the table as {@code options} describe, oldest and lowest id first. */
  People(PlaygroundOptions options) {
    clock = options.clock();
    crowd = new Crowd(options.seed());
    long timestamps = ((long) options.rows() + options.ties() - 1) / options.ties();
    Instant newest = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(options.newestAge());
    long number = 0;
    for (int row = 0; row < options.rows(); row++) {
      number = options.gaps().firstKeptFrom(number + 1);
      Duration beforeNewest = options.spacing().multipliedBy(timestamps - 1 - row / options.ties());
      shelves.add(stored(crowd.person(number, newest.minus(beforeNewest))));
    }
    highestNumber = number;
  }

  /** Returns the number of people. */
  public int size() {
    return read(all -> all.byNumber().size());
  }

  /** Returns everybody, ascending by id as a number; a copy. */
  public List<Person> all() {
    return stream().toList();
  }

  /**
   * Returns everybody as of this call, ascending by id as a number, decoded one by one as the
   * stream is read; lighter than {@link #all()} for a large table.
   */
  public Stream<Person> stream() {
    return snapshot().stream().map(StoredPerson::person);
  }

  /** Returns the person with this id; empty if there is none, also if the id is no number. */
  public Optional<Person> find(String id) {
    return read(all -> all.find(id)).map(StoredPerson::person);
  }

  /**
   * Adds {@code person} as given, also with an id below others and a time in the past.
   *
   * @throws IllegalStateException if the id is taken
   */
  public void insert(Person person) {
    write(
        () -> {
          add(person);
          return person;
        });
  }

  /** Adds a made-up person under the next id, changed now, and returns it. */
  public Person insert() {
    return insertCompleted(UnaryOperator.identity());
  }

  /**
   * Replaces a person, and sets {@code updatedAt} to now unless {@code change} sets another one;
   * the identity thus moves a row to the newest end.
   *
   * @param change is called under the table's lock: it must not wait for another thread
   * @return the person as stored
   * @throws NoSuchElementException if nobody has this id
   * @throws IllegalArgumentException if {@code change} alters the id
   */
  public Person update(String id, UnaryOperator<Person> change) {
    return rewrite(
        id,
        before -> {
          Person after = change.apply(before);
          boolean timeGiven = !after.updatedAt().equals(before.updatedAt());
          return timeGiven ? after : after.withUpdatedAt(now());
        });
  }

  /**
   * Sets {@code updatedAt} alone, to any time, also the one it had.
   *
   * @return the person as stored
   * @throws NoSuchElementException if nobody has this id
   */
  public Person move(String id, Instant updatedAt) {
    return rewrite(id, person -> person.withUpdatedAt(updatedAt));
  }

  /**
   * Removes a person; the id is not given to a later insert.
   *
   * @return the person that was there
   * @throws NoSuchElementException if nobody has this id
   */
  public Person delete(String id) {
    return write(
        () -> {
          StoredPerson row = existing(id);
          shelves.remove(row);
          return row.person();
        });
  }

  /**
   * Deletes, updates and inserts random rows as one change, in this order. Fewer rows are deleted
   * or updated when the table holds fewer.
   *
   * @return what was changed
   */
  public Changes.Done change(Changes changes) {
    return write(
        () -> {
          SplittableRandom random = new SplittableRandom(changes.seed());
          List<String> deleted = pick(changes.delete(), random);
          deleted.forEach(this::delete);
          List<String> updated = pick(changes.update(), random);
          for (String id : updated) {
            update(id, person -> crowd.promoted(person, random));
          }
          List<String> inserted = new ArrayList<>();
          for (int row = 0; row < changes.insert(); row++) {
            inserted.add(insert().id());
          }
          return new Changes.Done(inserted, updated, deleted);
        });
  }

  /**
   * Adds a column of text, as if the source had learnt to tell one more thing: every row that is
   * inserted or changed from now on has it behind the others, and rows as they are stay without.
   *
   * <p>The endpoints and the table's listing show it; {@link Person} and {@link #all} do not.
   *
   * @param valueOf the value in the row of a person; is called under the table's lock: it must not
   *     wait for another thread
   * @throws IllegalArgumentException if the name is blank or the table has such a column
   */
  public void addField(String name, Function<Person, String> valueOf) {
    write(
        () -> {
          if (name.isBlank() || PersonPatch.COLUMNS.contains(name) || added.containsKey(name)) {
            throw new IllegalArgumentException(
                "A new field needs a name of its own, got \"" + name + '"');
          }
          return added.put(name, valueOf);
        });
  }

  /** Replaces a person by exactly what {@code change} makes of it, also its {@code updatedAt}. */
  Person rewrite(String id, UnaryOperator<Person> change) {
    return write(
        () -> {
          StoredPerson before = existing(id);
          Person after = change.apply(before.person());
          if (!after.id().equals(id)) {
            throw new IllegalArgumentException(
                "An update cannot turn id %s into %s: delete the one and insert the other"
                    .formatted(id, after.id()));
          }
          shelves.remove(before);
          shelves.add(stored(after));
          return after;
        });
  }

  /** Adds what {@code completion} makes of a made-up person, who has the next id. */
  Person insertCompleted(UnaryOperator<Person> completion) {
    return write(
        () -> {
          Person person = completion.apply(newcomer(highestNumber + 1));
          add(person);
          return person;
        });
  }

  /** Reads the table at one moment. The shelves must not be kept. */
  <T> T read(Function<Shelves, T> reading) {
    lock.readLock().lock();
    try {
      return reading.apply(shelves);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Returns the rows of this moment, ascending by id. */
  List<StoredPerson> snapshot() {
    return read(all -> all.byNumber().slice(0, all.byNumber().size()));
  }

  private <T> T write(Supplier<T> change) {
    lock.writeLock().lock();
    try {
      return change.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private StoredPerson stored(Person person) {
    Map<String, String> values = new LinkedHashMap<>();
    added.forEach((name, valueOf) -> values.put(name, valueOf.apply(person)));
    return new StoredPerson(person, values);
  }

  private StoredPerson existing(String id) {
    return shelves
        .find(id)
        .orElseThrow(() -> new NoSuchElementException("Nobody has id " + id + ": insert it first"));
  }

  private Person newcomer(long number) {
    Instant now = now();
    return crowd.person(number, now).withCreatedAt(now);
  }

  private void add(Person person) {
    if (shelves.find(person.id()).isPresent()) {
      throw new IllegalStateException(
          "Id " + person.id() + " is taken: update that person instead");
    }
    shelves.add(stored(person));
    highestNumber = Math.max(highestNumber, person.number());
  }

  private List<String> pick(int wanted, SplittableRandom random) {
    int size = shelves.byNumber().size();
    int count = Math.min(wanted, size);
    Set<Integer> ranks = new HashSet<>();
    List<String> ids = new ArrayList<>();
    while (ids.size() < count) {
      int rank = random.nextInt(size);
      if (ranks.add(rank)) {
        ids.add(Long.toString(shelves.byNumber().at(rank).number()));
      }
    }
    return ids;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
