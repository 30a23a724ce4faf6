package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final SettableClock clock = new SettableClock(NOW);
  private final PlaygroundOptions options = PlaygroundOptions.defaults().withClock(clock);

  @Test
  void theSameSeedGivesTheSamePeople() {
    assertThat(new People(options).all()).isEqualTo(new People(options).all());
    assertThat(new People(options.withSeed(2)).all()).isNotEqualTo(new People(options).all());
  }

  @Test
  void everybodyIsOldEnoughToBeClosedAtTheStart() {
    assertThat(new People(options).stream().map(Person::updatedAt).max(Comparator.naturalOrder()))
        .contains(NOW.minus(Duration.ofHours(1)));
  }

  @Test
  void tiesShareATimestampAndSpacingPartsThem() {
    People people = new People(options.withRows(5).withTies(2).withSpacing(Duration.ofSeconds(10)));
    Instant newest = NOW.minus(Duration.ofHours(1));
    assertThat(people.stream().map(Person::updatedAt))
        .containsExactly(
            newest.minusSeconds(20),
            newest.minusSeconds(20),
            newest.minusSeconds(10),
            newest.minusSeconds(10),
            newest);
  }

  @Test
  void namesAreNotAllAscii() {
    assertThat(new People(options).stream().map(Person::name).reduce("", String::concat))
        .contains("é", "李", "🌊");
  }

  @Test
  void aChangedPersonMovesToTheNewestEndUnlessTheTimeIsGiven() {
    People people = new People(options);
    assertThat(people.update("3", person -> person.withName("Ada")).updatedAt()).isEqualTo(NOW);
    Instant past = NOW.minus(Duration.ofDays(9));
    assertThat(people.update("3", person -> person.withUpdatedAt(past)).updatedAt())
        .isEqualTo(past);
    assertThat(people.find("3").orElseThrow().name()).isEqualTo("Ada");
  }

  @Test
  void anImpossibleChangeIsRefusedWithTheReason() {
    People people = new People(options);
    assertThatThrownBy(() -> people.update("999", person -> person))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("Nobody has id 999");
    assertThatThrownBy(() -> people.update("1", person -> person.withId("2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delete the one and insert the other");
    assertThatThrownBy(() -> people.insert(people.find("1").orElseThrow()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Id 1 is taken");
    assertThatThrownBy(() -> people.find("1").orElseThrow().withId("007"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without leading zeros");
  }

  @Test
  void deletingMoreThanThereIsEmptiesTheTable() {
    People people = new People(options.withRows(3));
    assertThat(people.change(new Changes(0, 0, 9, 1)).deleted()).hasSize(3);
    assertThat(people.size()).isZero();
  }

  @Test
  void ranksAgreeWithASortedSetThroughThousandsOfChanges() {
    SortedRows rows = new SortedRows(StoredPerson.BY_TIME);
    TreeSet<StoredPerson> oracle = new TreeSet<>(StoredPerson.BY_TIME);
    SplittableRandom random = new SplittableRandom(11);
    Crowd crowd = new Crowd(1);
    for (int change = 1; change <= 8_000; change++) {
      if (random.nextInt(4) > 0 || oracle.isEmpty()) {
        Instant time = NOW.plusSeconds(random.nextInt(500));
        StoredPerson row = new StoredPerson(crowd.person(change, time), Map.of());
        rows.add(row);
        oracle.add(row);
      } else {
        StoredPerson row = rows.at(random.nextInt(rows.size()));
        rows.remove(row);
        oracle.remove(row);
      }
    }
    assertThat(rows.slice(0, rows.size())).containsExactlyElementsOf(oracle);
    Instant middle = NOW.plusSeconds(250);
    assertThat(rows.firstRank(row -> !row.updatedAt().isBefore(middle)))
        .isEqualTo((int) oracle.stream().filter(row -> row.updatedAt().isBefore(middle)).count());
  }

  @Test
  void aPageShowsAllOfAChangeOrNothingOfIt() throws InterruptedException {
    try (Playground playground = Playground.start(options.withRows(40).withPageCap(100))) {
      AtomicBoolean done = new AtomicBoolean();
      Thread writer =
          new Thread(
              () -> {
                for (long seed = 0; !done.get(); seed++) {
                  playground.people().change(new Changes(7, 3, 7, seed));
                }
              });
      writer.setDaemon(true);
      writer.start();
      Client client = new Client(playground);
      List<Integer> sizes = new ArrayList<>();
      for (int request = 0; request < 200; request++) {
        sizes.add(new TreeSet<>(client.page(Endpoint.OFFSET).ids()).size());
      }
      done.set(true);
      writer.join();
      assertThat(sizes).containsOnly(40);
    }
  }

  @Test
  void aMillionPeopleAreServedPageByPageFromEitherEnd() {
    try (Playground playground =
        Playground.start(
            options.withRows(1_000_000).withPageCap(1_000).withSpacing(Duration.ofSeconds(1)))) {
      Client client = new Client(playground);
      for (int page = 0; page < 300; page++) {
        String offset = Integer.toString(999_990 - page * 1_000);
        assertThat(client.page(Endpoint.OFFSET, "offset", offset, "limit", "5").ids())
            .isEqualTo(Ids.between(999_991L - page * 1_000L, 999_995L - page * 1_000L));
        playground.people().update(Integer.toString(1 + page), person -> person);
        playground.people().move(Integer.toString(1 + page), Instant.EPOCH.plusSeconds(page));
      }
      assertThat(client.page(Endpoint.STEP, "start_id", "999000", "end_id", "1000000").ids())
          .hasSize(1_001);
    }
  }

  @Test
  void actionsRunBetweenTwoPagesOfTheirEndpoint() {
    try (Playground playground = Playground.start(options.withRows(2))) {
      Client client = new Client(playground);
      playground.after(2, Endpoint.REPLAY, () -> playground.people().insert());
      client.page(Endpoint.OFFSET);
      List<Integer> sizes =
          IntStream.range(0, 4).mapToObj(any -> client.page(Endpoint.REPLAY).ids().size()).toList();
      assertThat(sizes).containsExactly(2, 2, 3, 3);
    }
  }

  @Test
  void anActionThatFailsIsAnsweredWith500() {
    try (Playground playground = Playground.start(options)) {
      playground.after(
          1,
          Endpoint.KEYSET,
          () -> {
            throw new AssertionError("not as expected");
          });
      Client client = new Client(playground);
      assertThat(client.get(Endpoint.KEYSET).statusCode()).isEqualTo(500);
      assertThat(client.get(Endpoint.KEYSET).statusCode()).isEqualTo(200);
    }
  }
}
