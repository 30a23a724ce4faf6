package dev.leat.playground;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up people. The same seed and number give the same person, whoever was made before.
 * Immutable.
 */
final class Crowd {
  /** A given name and how it is spelled in an e-mail address. */
  private record Given(String name, String handle) {}

  private static final List<Given> GIVEN =
      List.of(
          new Given("Ada", "ada"),
          new Given("Amélie", "amelie"),
          new Given("Björn", "bjorn"),
          new Given("Chidi", "chidi"),
          new Given("Dora", "dora"),
          new Given("Eun-ji", "eunji"),
          new Given("François", "francois"),
          new Given("Grace", "grace"),
          new Given("Hye 🌊", "hye"),
          new Given("Inês", "ines"),
          new Given("李娜", "na"),
          new Given("Jürgen", "jurgen"),
          new Given("Kofi", "kofi"),
          new Given("Łucja", "lucja"),
          new Given("Mateo", "mateo"),
          new Given("Nadia", "nadia"),
          new Given("Omar", "omar"),
          new Given("さくら", "sakura"),
          new Given("Tomás", "tomas"),
          new Given("Юлия", "yulia"));
  private static final List<String> FAMILY =
      List.of(
          "Abara",
          "Bellini",
          "Castillo",
          "Dvořák",
          "Eriksen",
          "Fontaine",
          "García",
          "Hughes",
          "Ivanova",
          "Jansen",
          "Kowalski",
          "Larsen",
          "Müller",
          "Nakamura",
          "O'Brien",
          "Park",
          "Quispe",
          "Rossi",
          "Şahin",
          "王",
          "Van der Berg",
          "Weiss",
          "Ximénez",
          "Young");
  private static final List<String> STREET =
      List.of(
          "Alder Walk",
          "Brook Street",
          "Canal Road",
          "Dyke Lane",
          "Estuary Way",
          "Ford Close",
          "Mill Race",
          "Penstock Row",
          "Rue de l'Étang",
          "Sluice Gate",
          "Weir Terrace");
  private static final List<String> TOWN =
      List.of(
          "Bergen",
          "Córdoba",
          "Dartmoor",
          "Ghent",
          "Kraków",
          "Lagos",
          "Lyon",
          "Osaka",
          "Porto",
          "Tavistock",
          "Zürich");
  private static final List<String> COMPANY =
      List.of(
          "Aqueduct & Sons",
          "Brightwater Ltd",
          "Culvert Analytics",
          "Delta Freight",
          "Eddy \"Swirl\" Labs",
          "Fjord Foods",
          "Headwater Systems",
          "Lock Keepers Union",
          "Nordström Møbler",
          "Tidal Insurance");
  private static final List<String> JOB =
      List.of(
          "Accountant",
          "Baker",
          "Cartographer",
          "Data engineer",
          "Electrician",
          "Gardener",
          "Hydrologist",
          "Librarian",
          "Nurse",
          "Product manager",
          "Surveyor",
          "Teacher");

  private final long seed;

  Crowd(long seed) {
    this.seed = seed;
  }

  /** Makes up the person of this number, made between a day and two years before it changed. */
  Person person(long number, Instant updatedAt) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    Given given = pick(GIVEN, random);
    String address =
        "%d %s, %05d %s"
            .formatted(
                random.nextInt(1, 400),
                pick(STREET, random),
                random.nextInt(100_000),
                pick(TOWN, random));
    return new Person(
        Long.toString(number),
        given.name() + " " + pick(FAMILY, random),
        given.handle() + "." + number + "@example.com",
        address,
        pick(COMPANY, random),
        pick(JOB, random),
        updatedAt,
        updatedAt.minus(Duration.ofSeconds(random.nextInt(86_400, 63_072_000))));
  }

  /** Returns {@code person} in another job, so that the row differs from what it was. */
  Person promoted(Person person, SplittableRandom random) {
    String job = pick(JOB, random);
    return person.withJob(job.equals(person.job()) ? "Senior " + job : job);
  }

  private static <T> T pick(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
