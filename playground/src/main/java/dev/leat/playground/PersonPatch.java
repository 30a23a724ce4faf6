package dev.leat.playground;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The columns that a control request gives, and no others. Immutable. */
final class PersonPatch {
  static final Set<String> COLUMNS =
      Set.of("id", "name", "email", "address", "company", "job", "updatedAt", "createdAt");

  private final ControlFields fields;

  PersonPatch(ObjectNode body) {
    fields = new ControlFields(body, COLUMNS);
  }

  boolean setsUpdatedAt() {
    return fields.has("updatedAt");
  }

  void requireNoOtherIdThan(String id) {
    fields
        .text("id")
        .filter(given -> !given.equals(id))
        .ifPresent(
            given -> {
              throw Refusal.badParameter("id", "the id of the path, \"" + id + '"', given);
            });
  }

  /** Returns {@code person} with the given columns in place of its own. */
  Person applyTo(Person person) {
    return new Person(
        fields.text("id").orElse(person.id()),
        fields.text("name").orElse(person.name()),
        fields.text("email").orElse(person.email()),
        fields.text("address").orElse(person.address()),
        fields.text("company").orElse(person.company()),
        fields.text("job").orElse(person.job()),
        instant("updatedAt").orElse(person.updatedAt()),
        instant("createdAt").orElse(person.createdAt()));
  }

  private Optional<Instant> instant(String name) {
    return fields.text(name).map(text -> Query.parsedInstant(name, text));
  }
}
