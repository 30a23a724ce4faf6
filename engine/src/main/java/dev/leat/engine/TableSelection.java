package dev.leat.engine;

import dev.leat.sdk.config.NearestName;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import java.util.List;
import java.util.Optional;

/** The tables of a source that a sync asks for. Stateless. */
final class TableSelection {

  private TableSelection() {}

  /**
   * The discovered tables of these names; all if there are no names.
   *
   * @throws ConfigurationException if a name is not there; the message says which are
   * @throws ContractViolation if nothing was discovered
   */
  static Schema of(Schema discovered, List<TableName> names) {
    if (discovered == null || discovered.tables().isEmpty()) {
      throw new ContractViolation(
          "discover() gave no table: a connector has at least one, or says in a"
              + " ConfigurationException why it has none");
    }
    List<String> known = discovered.tables().stream().map(each -> each.name().value()).toList();
    for (TableName name : names) {
      if (!discovered.contains(name)) {
        Optional<String> nearest = NearestName.of(name.value(), known);
        throw new ConfigurationException(
            "There is no table \""
                + name
                + "\""
                + nearest.map(each -> ", did you mean \"" + each + "\"?").orElse(":")
                + " Choose from "
                + String.join(", ", known));
      }
    }
    return names.isEmpty() ? discovered : discovered.only(names);
  }
}
