package dev.leat.declarative.compile;

import dev.leat.declarative.model.Source;
import dev.leat.declarative.model.Stream;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.Successor;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import dev.leat.sdk.walk.HttpConnector;
import dev.leat.sdk.walk.Walk;
import dev.leat.sdk.walk.Walks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connector that a file says. Thread-safe. */
public final class FileConnector extends HttpConnector implements Successor {

  private final Source source;
  private final Clock clock;

  /**
   * @param source what the file says
   * @param clock the time
   */
  public FileConnector(Source source, Clock clock) {
    super(
        new ConnectorInfo(source.name(), source.version(), source.documentation()),
        source.settings());
    this.source = source;
    this.clock = clock;
  }

  @Override
  protected Walk walk(Http over, Configuration configuration) {
    try {
      return made(over, configuration);
    } catch (SourceDataException e) {
      // Nothing was asked yet: what cannot be evaluated is the file's or the settings' fault.
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  /**
   * {@inheritDoc} What is understood: a value of the cursor, stretches of time, and one of these
   * for each part.
   */
  @Override
  public Optional<Cursor> takeOver(TableName table, String position, Configuration configuration) {
    Settings settings = new Settings(configuration, clock);
    return source.streams().stream()
        .filter(stream -> stream.name().equals(table.value()))
        .findFirst()
        .flatMap(stream -> new Handover(stream, settings).of(Values.object(position)));
  }

  private Walk made(Http over, Configuration configuration) {
    Settings settings = new Settings(configuration, clock);
    StreamWalks walks =
        new StreamWalks(
            new Sources(over, settings, source.budgets()),
            settings,
            walk -> whole(walk, configuration),
            source.together());
    Map<String, Walk> all = new LinkedHashMap<>();
    for (Stream stream : source.streams()) {
      all.put(stream.name(), walks.of(stream));
    }
    List<Walk> checked = new ArrayList<>();
    source.checked().forEach(name -> checked.add(all.get(name)));
    Walk joined = Walks.together(source.together(), all.values().toArray(Walk[]::new));
    return checked.isEmpty() ? joined : new CheckedBy(joined, checked);
  }

  private SyncRequest whole(Walk walk, Configuration configuration) {
    StateOwner owner = StateOwner.of(info().name(), configuration.identity());
    return SyncRequest.of(
        configuration, Schema.of(walk.tables().toArray(Table[]::new)), State.empty(owner), clock);
  }
}
