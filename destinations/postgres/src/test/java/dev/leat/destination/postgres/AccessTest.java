package dev.leat.destination.postgres;

import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.destination.sql.SqlPipeline;
import dev.leat.engine.destination.DestinationProvider;
import dev.leat.engine.destination.DestinationUnavailableException;
import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.Session;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Table;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

  private static final Table USER = Table.named("user").key("id");

  @TempDir Path folder;
  private TestServer server;
  private TestPostgres database;
  private SqlPipeline pipeline;

  @BeforeEach
  void makePipeline() throws Exception {
    server = TestServer.shared();
    database = TestPostgres.empty();
    pipeline = new SqlPipeline(database, "people");
  }

  @Test
  void isFoundByItsScheme() {
    assertThat(ServiceLoader.load(DestinationProvider.class))
        .extracting(DestinationProvider::scheme)
        .contains("postgres");
  }

  @Test
  void asksAndResetsWithoutMakingAnything() throws Exception {
    assertThat(pipeline.destination().state("people")).isEmpty();
    assertThat(pipeline.destination().runs()).isEmpty();
    pipeline.destination().replaceState("people", Optional.empty());

    assertThat(pipeline.query("SELECT nspname FROM pg_namespace WHERE nspname = 'leat'")).isEmpty();
  }

  @Test
  void aSecondSyncOfThePipelineIsRefusedAndOneOfAnotherIsNot() throws Exception {
    try (Session first = pipeline.begin();
        Session other = new SqlPipeline(database, "animals").begin()) {
      assertThatThrownBy(pipeline::begin)
          .isInstanceOf(PipelineBusyException.class)
          .hasMessageContaining(
              "pipeline people is being synced by a connection of \"leat\", process ")
          .hasMessageContaining("from 127.0.0.1, since 20")
          .hasMessageContaining("wait for it or stop it");
      assertThat(first.state()).isEqualTo(other.state());
    }
    pipeline.begin().close();
  }

  @Test
  void readersSeeTheLastCommitWhileASyncRuns() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));
    try (Session session = pipeline.begin()) {
      session.declare(USER);
      session.write(SqlPipeline.batch(upsert("user", "{\"id\":2}")));

      assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
      assertThat(pipeline.destination().runs()).hasSize(1);
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsRefusedWithWhatToDo() {
    assertRefused(server.address("nowhere"), "is not there: create it");
  }

  @Test
  void aServerThatIsNotThereIsWaitedFor() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Address nobody = Address.parse("//postgres@127.0.0.1:" + port + "/x", Map.of());

    assertThatThrownBy(() -> new SqlPipeline(new TestPostgres(nobody), "people").begin())
        .isInstanceOf(DestinationUnavailableException.class)
        .hasMessageContaining("postgres://postgres@127.0.0.1:" + port + "/x cannot be reached");
  }

  @Test
  void aServerWithoutTlsIsRefusedWhereTlsIsAskedFor() {
    Address address = with("sslmode=require");

    assertThatThrownBy(() -> new SqlPipeline(new TestPostgres(address), "people").begin())
        .hasMessageContaining("SSL");
  }

  @Test
  void aDatabaseOfAnotherEncodingIsRefused() throws Exception {
    server.execute(
        "postgres", "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'");

    assertRefused(server.address("latin"), "is encoded as LATIN1");
  }

  @Test
  void aUserWhoMayNotCreateIsToldWhatToGrant() throws Exception {
    server.execute(database.address().database(), "CREATE ROLE guest LOGIN");
    Address guest =
        Address.parse(
            "//guest@127.0.0.1:" + server.port() + "/" + database.address().database(), Map.of());

    assertRefused(guest, "grant CREATE and TEMPORARY on the database");
    server.execute(
        database.address().database(),
        "GRANT CREATE ON DATABASE " + database.address().database() + " TO guest");
    new SqlPipeline(new TestPostgres(guest), "people").sync(USER, upsert("user", "{\"id\":1}"));
  }

  @Test
  void aConstraintMadeByHandIsNamed() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1,\"name\":\"Ada\"}"));
    server.execute(
        database.address().database(), "ALTER TABLE people.user ADD CONSTRAINT mine UNIQUE (name)");

    assertThatThrownBy(() -> pipeline.sync(USER, upsert("user", "{\"id\":2,\"name\":\"Ada\"}")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"mine\"")
        .hasMessageContaining("a constraint that Leat did not make");
    assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
  }

  @Test
  void aViewOnAColumnThatMustWidenIsNamed() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1,\"age\":36}"));
    server.execute(
        database.address().database(), "CREATE VIEW ages AS SELECT age FROM people.user");
    pipeline.sync(USER, upsert("user", "{\"id\":2,\"age\":37,\"new\":1}"));

    assertThatThrownBy(() -> pipeline.sync(USER, upsert("user", "{\"id\":3,\"age\":\"old\"}")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("something that depends on a column that must change");
    assertThat(pipeline.query("SELECT id FROM people.user ORDER BY id")).containsExactly("1", "2");
  }

  @Test
  void aTableThatSomebodyElseHasLockedIsWaitedForAWhile() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));
    Address hasty = with("lock_timeout=1");
    try (PostgresDatabase other = new Server(database.address()).open()) {
      other.begin();
      other.execute("LOCK TABLE people.user IN ACCESS EXCLUSIVE MODE");

      assertThatThrownBy(
              () ->
                  new SqlPipeline(new TestPostgres(hasty), "people")
                      .sync(USER, upsert("user", "{\"id\":2}")))
          .isInstanceOf(DestinationUnavailableException.class)
          .hasMessageContaining("a table that somebody else has locked");
    }
  }

  @Test
  void theApplicationIsNamedToTheServer() throws Exception {
    Address named = with("application_name=nightly");
    try (Session session = new SqlPipeline(new TestPostgres(named), "people").begin()) {
      assertThat(
              pipeline.query(
                  "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'nightly'"))
          .containsExactly("1");
      assertThat(session.state()).isEmpty();
    }
  }

  @Test
  void theVariablesOfPostgresFillWhatTheAddressLeavesOut() {
    Map<String, String> environment =
        Map.of("PGHOST", "db.test", "PGPORT", "6000", "PGUSER", "ada", "PGSSLMODE", "verify-full");

    assertThat(Address.parse("", environment)).hasToString("postgres://ada@db.test:6000/ada");
    assertThat(Address.parse("//bob@/", environment).user()).isEqualTo("bob");
    assertThat(Address.parse("//h/d%20b?connect_timeout=3", environment))
        .hasToString("postgres://ada@h:6000/d b")
        .satisfies(
            each -> {
              assertThat(each.setting(Address.Setting.CONNECT_TIMEOUT)).isEqualTo("3");
              assertThat(each.setting(Address.Setting.SSLMODE)).isEqualTo("verify-full");
            });
    assertThat(Address.parse("//[::1]:7/x", Map.of()).host()).isEqualTo("::1");
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotShown() {
    assertThatThrownBy(() -> new PostgresProvider().at("//ada:s3cr3t@h/d"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("PGPASSWORD")
        .hasMessageNotContaining("s3cr3t");
    assertThatThrownBy(() -> new PostgresProvider().at("//h/d?password=s3cr3t"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"password\" is not a setting")
        .hasMessageNotContaining("s3cr3t");
    assertThatThrownBy(() -> new PostgresProvider().at("//ada:s3 cr3t@h/d"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("cr3t");
    assertThatThrownBy(() -> new PostgresProvider().at("//h/d?sslmode=yes"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("verify-full");
  }

  @Test
  void thePasswordComesFromTheEnvironmentOrAPrivateFile() throws Exception {
    Path file = folder.resolve("pgpass");
    Files.writeString(file, "# mine\nother:*:*:*:no\nh:5432:d\\:b:ada:p\\:w\\\\d\n*:*:*:*:all\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> byFile = Map.of("PGPASSFILE", file.toString());

    assertThat(Password.of(Address.parse("//ada@h/d:b", byFile))).contains("p:w\\d");
    assertThat(Password.of(Address.parse("//bob@h/d:b", byFile))).contains("all");
    assertThat(Password.of(Address.parse("//ada@h/d", Map.of("PGPASSWORD", "x")))).contains("x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> Password.of(Address.parse("//ada@h/d:b", byFile)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("can be read by others");
  }

  @Test
  void aWrongPasswordIsRefusedAndNotShown() throws Exception {
    try (TestServer strict = TestServer.own("fsync=off")) {
      strict.execute("postgres", "CREATE ROLE ada LOGIN PASSWORD 'right' CREATEDB SUPERUSER");
      requirePasswords(strict);
      String address = "//ada@127.0.0.1:" + strict.port() + "/postgres";

      assertRefused(Address.parse(address, Map.of("PGPASSWORD", "wr0ng")), "PGPASSWORD");
      assertThatThrownBy(
              () ->
                  new SqlPipeline(
                          new TestPostgres(Address.parse(address, Map.of("PGPASSWORD", "wr0ng"))),
                          "people")
                      .begin())
          .hasMessageNotContaining("wr0ng");
      new SqlPipeline(
              new TestPostgres(Address.parse(address, Map.of("PGPASSWORD", "right"))), "people")
          .sync(USER, upsert("user", "{\"id\":1}"));
    }
  }

  private static void requirePasswords(TestServer strict) throws Exception {
    Path rules = strict.data().resolve("pg_hba.conf");
    Files.writeString(
        rules, "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    strict.execute("postgres", "SELECT pg_reload_conf()");
    for (int i = 0; i < 100 && !asksForPassword(strict); i++) {
      Thread.sleep(50);
    }
  }

  private static boolean asksForPassword(TestServer strict) {
    Address ada = Address.parse("//ada@127.0.0.1:" + strict.port() + "/postgres", Map.of());
    try {
      new Server(ada).open().close();
      return false;
    } catch (SQLException refused) {
      return true;
    }
  }

  /** The address of the database with a setting. */
  private Address with(String setting) {
    Address plain = database.address();
    return Address.parse(
        "//postgres@127.0.0.1:" + plain.port() + "/" + plain.database() + "?" + setting, Map.of());
  }

  private void assertRefused(Address address, String why) {
    assertThatThrownBy(() -> new SqlPipeline(new TestPostgres(address), "people").begin())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why);
  }
}
