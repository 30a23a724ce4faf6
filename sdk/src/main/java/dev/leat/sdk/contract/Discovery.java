package dev.leat.sdk.contract;

import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.NearestName;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import java.util.List;
import java.util.Optional;

/** What a connector discovers, and what of it is read. Stateless. */
public final class Discovery {

  private Discovery() {}

  /**
   * The tables that can be read.
   *
   * @return at least one table
   * @throws dev.leat.sdk.error.ConnectorException if the source cannot be asked
   * @throws ContractViolation if the connector gives none
   */
  public static Schema by(Connector connector, Configuration configuration)
      throws InterruptedException {
    Schema discovered = connector.discover(configuration);
    if (discovered == null || discovered.tables().isEmpty()) {
      throw new ContractViolation(
          "discover() gave no table: a connector has at least one, or says in a"
              + " ConfigurationException why it has none");
    }
    return discovered;
  }

  /**
   * The discovered tables of these names, in their order; all if there are no names.
   *
   * @throws ConfigurationException if a name is not there; the message says which are
   */
  public static Schema only(List<TableName> names, Schema discovered) {
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
