package dev.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.leat.sdk.Connector;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingPath;
import dev.leat.sdk.contract.SupervisedSync;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every connector must do. Inherit it, say which connector and settings, and provide a source
 * that holds at least two rows and does not change during a test.
 *
 * <p>A connector whose source is a server starts it in {@code @BeforeEach} and stops it in
 * {@code @AfterEach}.
 */
@Timeout(120)
public abstract class ConnectorContract {

  /** How many places of one sync are tried out: all of a short one, evenly spread in a long one. */
  private static final int MOST_PLACES = 100;

  /** What a source answers that has too much to do. */
  private static final List<Integer> REFUSALS = List.of(429, 503);

  private static final Pattern NAMED_LIKE_A_SECRET =
      Pattern.compile("(token|secret|password|passphrase|credential|(api|access|private)_?key)$");

  private static final Duration A_DAY = Duration.ofDays(1);

  /** The connector under test. */
  protected abstract Connector connector();

  /** Settings, as JSON, with which the source answers and holds at least two rows. */
  protected abstract String configuration();

  /** Settings, as JSON, that must be refused: by their form, or by the source. */
  protected abstract String badConfiguration();

  /**
   * Makes the source refuse the next request, and no other, as one that has too much to do.
   *
   * @param status 429 or 503
   * @param retryAfter what it says of when to come back; zero for at once
   */
  protected abstract void refuseOnce(int status, Duration retryAfter);

  /**
   * Whether tables or partitions are read at once, so that rows and checkpoints come in another
   * order each time. False by default.
   */
  protected boolean readsTogether() {
    return false;
  }

  /** What the connector takes for the time; stands still by default. */
  protected Clock clock() {
    return VirtualClock.at("2026-06-01T00:00:00Z");
  }

  @Test
  void describesItselfAndEverySetting() {
    ConfigurationSpec spec = connector().configurationSpec();

    assertThat(connector().info()).isEqualTo(connector().info());
    assertThat(spec.paths())
        .allSatisfy(each -> assertThat(each.setting().description()).isNotBlank());
    assertThat(JsonSchemas.problemsOfSchema(spec.jsonSchema())).isEmpty();
    assertThat(ConfigurationSpec.fromJsonSchema(spec.jsonSchema()).jsonSchema())
        .isEqualTo(spec.jsonSchema());
  }

  @Test
  void aSettingNamedLikeASecretIsOne() {
    assertThat(connector().configurationSpec().paths())
        .extracting(SettingPath::setting)
        // What is in an object or an alternative is looked at by itself.
        .filteredOn(each -> each.type().fields().isEmpty())
        .filteredOn(each -> each.type().alternatives().isEmpty())
        .filteredOn(each -> NAMED_LIKE_A_SECRET.matcher(each.name()).find())
        .as("settings named like a secret, which platforms must mask: use Setting.secret")
        .allMatch(each -> each.role() == Setting.Role.SECRET);
  }

  @Test
  void checkPassesWhereTheSourceAnswers() {
    assertThatCode(() -> connector().check(settings())).doesNotThrowAnyException();
  }

  @Test
  void checkRefusesABadConfigurationAndSaysWhy() {
    assertThatThrownBy(
            () -> connector().check(connector().configurationSpec().parse(badConfiguration())))
        .as("a bad configuration must be refused with an exception that people can act on")
        .isInstanceOf(ConnectorException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void checkSaysNoWhereTheSourceDoes() {
    refuseOnce(503, A_DAY);

    assertThatThrownBy(() -> connector().check(settings()))
        .as("a check must ask the source, which answers: come back tomorrow")
        .isInstanceOf(SourceUnavailableException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void discoversAtLeastOneTable() throws Exception {
    assertThat(connector().discover(settings()).tables()).isNotEmpty();
  }

  @Test
  void sendsRowsOfDiscoveredTablesOnlyEachWithItsKey() throws Exception {
    Schema tables = tables();
    Recording whole = undisturbed();

    assertThat(whole.operations())
        .as("the source of a contract test holds at least two rows, each with its key")
        .filteredOn(each -> each.findRow().isPresent())
        .hasSizeGreaterThanOrEqualTo(2);
    TableModel.after(tables, whole.operations());
  }

  @Test
  void claimsEveryRowBeforeItReturns() throws Exception {
    assertThat(undisturbed().unclaimed()).as("rows after the last checkpoint").isEmpty();
  }

  @Test
  void readsOnlyTheTablesThatAreAskedForAndThoseWhole() throws Exception {
    TableModel all = TableModel.after(tables(), undisturbed().operations());
    for (TableName name : names(tables())) {
      Recording one = Recording.from(start());
      Schema alone = tables().only(List.of(name));
      SupervisedSync.of(connector(), request(start(), alone)).run(one);

      assertThat(one.operations().stream().filter(Operation::isData).map(Operation::findTable))
          .as("tables of a sync that asks for %s", name)
          .allMatch(Optional.of(name)::equals);
      assertThat(TableModel.after(alone, one.operations()).rows(name))
          .as("rows of %s, which a platform may read alone", name)
          .isEqualTo(all.rows(name));
    }
  }

  @Test
  void everyOperationSurvivesTheProtocolAndNoLineHoldsASecret() throws Exception {
    ProcessOutput output = ProcessOutput.of(this::connector, "read", configuration(), clock());

    assertThat(output.exitCode()).isIn(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
    assertThat(output.lines())
        .allSatisfy(line -> assertThat(JsonSchemas.problemsOfMessage(line)).as(line).isEmpty());
    Recording lines = Recording.from(start());
    for (Operation operation : output.operations(owner())) {
      lines.accept(operation);
    }
    Recording direct = undisturbed();
    List<Operation> read =
        withoutTalk(lines.operations()).stream().skip(tables().tables().size()).toList();
    assertThat(readsTogether() ? sorted(read) : read)
        .as("what is read from the lines of the connector's process")
        .isEqualTo(
            readsTogether()
                ? sorted(withoutTalk(direct.operations()))
                : withoutTalk(direct.operations()));
    assertThat(lines.durableState())
        .as("the state that the lines end with")
        .isEqualTo(direct.durableState());
  }

  @Test
  void noOutputHoldsASecret() throws Exception {
    for (String command : List.of("spec", "check", "discover", "read")) {
      for (String settings : List.of(configuration(), badConfiguration())) {
        ProcessOutput output = ProcessOutput.of(this::connector, command, settings, clock());
        for (String secret : settings().secrets()) {
          assertThat(output.everything()).as("output of %s", command).doesNotContain(secret);
        }
      }
    }
  }

  @Test
  void statesSurviveJson() throws Exception {
    assertThat(undisturbed().states())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(State.parse(each.json(), owner())).isEqualTo(each));
  }

  @Test
  void resumesFromEveryCheckpointToTheSameTables() throws Exception {
    TableModel expected = TableModel.after(tables(), undisturbed().operations());
    List<Operation> whole = undisturbed().operations();
    for (int place : places(whole.size())) {
      if (whole.get(place) instanceof Operation.Checkpoint checkpoint) {
        TableModel model = TableModel.after(tables(), whole.subList(0, place));
        model.apply(sync(checkpoint.state()).operations());

        assertThat(model)
            .as("tables after a resume from the checkpoint that is operation %d", place + 1)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void losesAndDoublesNothingWhereverItCrashes() throws Exception {
    TableModel expected = TableModel.after(tables(), undisturbed().operations());
    int operations = undisturbed().operations().size();
    for (int place : places(operations)) {
      Recording crashed = Recording.from(start()).crashingBefore(place + 1);
      assertThatThrownBy(() -> connector().sync(request(start(), tables()), crashed))
          .as("a sink's exception must leave the connector as it is")
          .isInstanceOf(SimulatedCrash.class);

      TableModel model = TableModel.after(tables(), crashed.durable());
      model.apply(sync(crashed.durableState()).operations());
      assertThat(model)
          .as("tables after a crash before operation %d and a resume", place + 1)
          .isEqualTo(expected);
    }
  }

  @Test
  void aSecondSyncOfAnUnchangedSourceChangesNothing() throws Exception {
    Recording first = undisturbed();
    TableModel model = TableModel.after(tables(), first.operations());
    TableModel expected = TableModel.after(tables(), first.operations());

    Recording second = sync(first.durableState());
    model.apply(second.operations());
    Recording third = sync(second.durableState());

    assertThat(model).as("tables after the second sync").isEqualTo(expected);
    assertThat(changesOf(second))
        .as("rows of the second sync: those of the third are among them, or there are none")
        .containsAll(changesOf(third));
    assertThat(changesOf(third))
        .as("rows of the third")
        .hasSizeLessThanOrEqualTo(changesOf(second).size());
    assertThat(third.durableState())
        .as("state after the third sync")
        .isEqualTo(second.durableState());
  }

  @Test
  void aRefusalThatPassesCostsNoRow() throws Exception {
    for (int status : REFUSALS) {
      Schema tables = tables();
      TableModel expected = TableModel.after(tables, undisturbed().operations());
      for (boolean first : List.of(true, false)) {
        Recording refused = Recording.from(start());
        boolean whole = syncedThroughARefusal(status, first, tables, refused);
        useUpARefusalThatNoRequestMet(tables);

        List<Operation> kept = whole ? refused.operations() : refused.durable();
        TableModel model = TableModel.after(tables, kept);
        if (!whole) {
          model.apply(sync(refused.durableState()).operations());
        }
        assertThat(model)
            .as("tables after a %d to the %s request", status, first ? "first" : "second")
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void aRefusalForADayEndsTheSyncAsUnavailable() throws Exception {
    for (int status : REFUSALS) {
      Schema tables = tables();
      Recording refused = Recording.from(start());
      refuseOnce(status, A_DAY);

      assertThatThrownBy(() -> connector().sync(request(start(), tables), refused))
          .as("a sync that is told by a %d to come back tomorrow and asks again at once", status)
          .isInstanceOf(SourceUnavailableException.class)
          .message()
          .isNotBlank();
      assertThat(refused.durableState()).as("state").isEqualTo(start());
    }
  }

  @Test
  void anInterruptEndsTheSyncAtOnce() throws Exception {
    Recording recording = Recording.from(start());
    List<Operation> first = new ArrayList<>();

    Throwable failure =
        catchThrowable(
            () ->
                connector()
                    .sync(
                        request(start(), tables()),
                        operation -> {
                          recording.accept(operation);
                          first.add(operation);
                          Thread.currentThread().interrupt();
                        }));

    assertThat(failure)
        .as("an interrupt is never swallowed")
        .isInstanceOf(InterruptedException.class);
    assertThat(first).as("what was sent after the interrupt").hasSizeLessThanOrEqualTo(1);
  }

  @AfterEach
  final void clearInterrupt() {
    Thread.interrupted();
  }

  /**
   * Syncs while the source refuses its first request, or the one after the first row.
   *
   * @return whether it came to its end: a connector may wait and ask again, or say that the source
   *     is unavailable
   */
  private boolean syncedThroughARefusal(int status, boolean first, Schema tables, Recording into)
      throws InterruptedException {
    AtomicBoolean due = new AtomicBoolean(!first);
    if (first) {
      refuseOnce(status, Duration.ZERO);
    }
    try {
      connector()
          .sync(
              request(start(), tables),
              operation -> {
                into.accept(operation);
                if (operation.isData() && due.getAndSet(false)) {
                  refuseOnce(status, Duration.ZERO);
                }
              });
      return true;
    } catch (SourceUnavailableException e) {
      assertThat(e).as("what it says of a %d", status).message().isNotBlank();
      return false;
    }
  }

  private void useUpARefusalThatNoRequestMet(Schema tables) throws InterruptedException {
    try {
      connector().sync(request(start(), tables), Recording.from(start()));
    } catch (SourceUnavailableException used) {
      // All requests of the sync came before its first row.
    }
  }

  private Recording undisturbed() throws InterruptedException {
    return sync(start());
  }

  private Recording sync(State from) throws InterruptedException {
    Recording recording = Recording.from(from);
    SupervisedSync.of(connector(), request(from, tables())).welcomingNewTables().run(recording);
    return recording;
  }

  private SyncRequest request(State from, Schema selection) {
    return SyncRequest.of(settings(), selection, from, clock());
  }

  private Configuration settings() {
    return connector().configurationSpec().parse(configuration());
  }

  private Schema tables() throws InterruptedException {
    return connector().discover(settings());
  }

  private StateOwner owner() {
    return StateOwner.of(connector().info().name(), settings().identity());
  }

  private State start() {
    return State.empty(owner());
  }

  private static List<TableName> names(Schema tables) {
    return tables.tables().stream().map(each -> each.name()).toList();
  }

  /** What a sync sent that changes rows. */
  private static List<Operation> changesOf(Recording sync) {
    return sync.operations().stream().filter(Operation::isData).toList();
  }

  /** Without what is for people and may differ from run to run. */
  private static List<Operation> withoutTalk(List<Operation> operations) {
    return operations.stream()
        .filter(each -> !(each instanceof Operation.Progress || each instanceof Operation.Warning))
        .toList();
  }

  /** In one order, without the claims on the way, which depend on what came first. */
  private static List<Operation> sorted(List<Operation> operations) {
    return operations.stream()
        .filter(each -> !(each instanceof Operation.Checkpoint))
        .sorted(Comparator.comparing(Operation::toString))
        .toList();
  }

  private static List<Integer> places(int operations) {
    List<Integer> places = new ArrayList<>();
    int step = Math.max(1, operations / MOST_PLACES);
    for (int place = 0; place < operations; place += step) {
      places.add(place);
    }
    return places;
  }
}
