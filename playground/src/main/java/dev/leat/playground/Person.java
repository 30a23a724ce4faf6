package dev.leat.playground;

import java.time.Instant;
import java.util.Objects;

/**
 * One row of table {@code user}. Immutable.
 *
 * @param id the key: a whole number from 1 up, as text without leading zeros
 * @param name may hold any Unicode; the seeded people have accents, Han and emoji among them
 * @param email at example.com
 * @param address one line
 * @param company employer
 * @param job title
 * @param updatedAt when the row last changed, as the API tells it
 * @param createdAt when the row was made
 */
public record Person(
    String id,
    String name,
    String email,
    String address,
    String company,
    String job,
    Instant updatedAt,
    Instant createdAt) {

  /** Refuses a null and an id that the step endpoint could not compare as a number. */
  public Person {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(email, "email");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(company, "company");
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(createdAt, "createdAt");
    numberOf(id);
  }

  /** Returns the id as a number, from 1 up. */
  public long number() {
    return numberOf(id);
  }

  /** Returns this person under another id. */
  public Person withId(String newId) {
    return new Person(newId, name, email, address, company, job, updatedAt, createdAt);
  }

  /** Returns this person under another name. */
  public Person withName(String newName) {
    return new Person(id, newName, email, address, company, job, updatedAt, createdAt);
  }

  /** Returns this person with another e-mail address. */
  public Person withEmail(String newEmail) {
    return new Person(id, name, newEmail, address, company, job, updatedAt, createdAt);
  }

  /** Returns this person at another address. */
  public Person withAddress(String newAddress) {
    return new Person(id, name, email, newAddress, company, job, updatedAt, createdAt);
  }

  /** Returns this person at another company. */
  public Person withCompany(String newCompany) {
    return new Person(id, name, email, address, newCompany, job, updatedAt, createdAt);
  }

  /** Returns this person in another job. */
  public Person withJob(String newJob) {
    return new Person(id, name, email, address, company, newJob, updatedAt, createdAt);
  }

  /** Returns this person changed at another time, past or future. */
  public Person withUpdatedAt(Instant newUpdatedAt) {
    return new Person(id, name, email, address, company, job, newUpdatedAt, createdAt);
  }

  /** Returns this person made at another time. */
  public Person withCreatedAt(Instant newCreatedAt) {
    return new Person(id, name, email, address, company, job, updatedAt, newCreatedAt);
  }

  static long numberOf(String id) {
    try {
      long number = Long.parseLong(id);
      if (number >= 1 && Long.toString(number).equals(id)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(idMessage(id), notANumber);
    }
    throw new IllegalArgumentException(idMessage(id));
  }

  private static String idMessage(String id) {
    return "id must be a whole number from 1 up without leading zeros, got \"" + id + "\"";
  }
}
