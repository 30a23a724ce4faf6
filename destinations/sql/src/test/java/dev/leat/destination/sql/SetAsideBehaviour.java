package dev.leat.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.SyncOptions;
import dev.leat.engine.SyncReport;
import dev.leat.engine.SyncRunner;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole syncs of a source that sends what cannot be a row. */
public abstract class SetAsideBehaviour extends SqlBehaviour {

  private static final Table USER = Table.named("user").key("id");

  @ParameterizedTest
  @EnumSource(names = {"EVOLVE", "QUARANTINE"})
  void aRowWithoutItsKeyIsInTheQuarantineAndTheSyncGoesOn(SchemaContract contract)
      throws Exception {
    SyncReport first = sync(contract);
    SyncReport second = sync(contract);

    assertThat(first.exitCode()).as(first.text()).isZero();
    assertThat(first.verdict()).contains("5 rows read, 2 inserted", "3 quarantined");
    assertThat(second.exitCode()).as(second.text()).isZero();
    assertThat(pipeline.query("SELECT id FROM people.user ORDER BY id")).containsExactly("1", "2");
    assertThat(
            pipeline.query(
                "SELECT table_name, row_json, reason FROM _leat_quarantine ORDER BY 1, 2, 3"))
        .containsExactly(
            "user|7|it is a number",
            "user|{\"id\":null,\"name\":\"Eve\"}|the row has no value in its key column \"id\"",
            "user|{\"name\":\"Bob\"}|the row has no value in its key column \"id\"");
  }

  @Test
  void freezeEndsTheSync() throws Exception {
    SyncReport report = sync(SchemaContract.FREEZE);

    assertThat(report.exitCode()).isEqualTo(12);
    assertThat(report.message().orElseThrow())
        .contains("\"user\" is frozen", "no value in its key column \"id\"");
    assertThat(pipeline.query("SELECT row_json FROM _leat_quarantine")).isEmpty();
  }

  private SyncReport sync(SchemaContract contract) {
    Connector source = new OddSource();
    return new SyncRunner(source, source.configurationSpec().parse("{}"), pipeline.destination())
        .with(SyncOptions.DEFAULT.contract(contract))
        .run();
  }

  /** Two good rows, and three that are none. */
  private static final class OddSource implements Connector {

    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo("people", "1", URI.create("https://example.com"));
    }

    @Override
    public ConfigurationSpec configurationSpec() {
      return ConfigurationSpec.of();
    }

    @Override
    public Schema discover(Configuration configuration) {
      return Schema.of(USER);
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
      out.upsert(USER.name(), JsonRow.parse("{\"id\":1}"));
      out.upsert(USER.name(), JsonRow.parse("{\"name\":\"Bob\"}"));
      out.upsert(USER.name(), JsonRow.parse("{\"id\":null,\"name\":\"Eve\"}"));
      out.setAside(USER.name(), "7", "it is a number");
      out.upsert(USER.name(), JsonRow.parse("{\"id\":2}"));
      out.checkpoint(request.state().with(USER.name(), Cursor.of("after", "2")));
      return SyncResult.complete();
    }
  }
}
