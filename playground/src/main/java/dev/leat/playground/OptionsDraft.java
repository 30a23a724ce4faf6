package dev.leat.playground;

import dev.leat.playground.PlaygroundOptions.Compression;
import dev.leat.playground.PlaygroundOptions.Field;
import dev.leat.playground.PlaygroundOptions.Layout;
import dev.leat.playground.PlaygroundOptions.Order;
import dev.leat.playground.PlaygroundOptions.Since;
import dev.leat.playground.PlaygroundOptions.StepWindow;
import dev.leat.playground.PlaygroundOptions.Total;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Options while one of them changes. Lives inside one {@code with} call, in one thread. */
final class OptionsDraft {
  int port;
  int rows = 200;
  long seed = 1;
  int pageCap = 50;
  int ties = 1;
  IdGaps gaps = IdGaps.none();
  Duration spacing = Duration.ofMinutes(1);
  Duration newestAge = Duration.ofHours(1);
  final Map<Endpoint, Since> since = new EnumMap<>(Endpoint.class);
  Order order = Order.OLDEST_FIRST;
  ScrollLife scrollLife = ScrollLife.unlimited();
  Total total = Total.TRUTHFUL;
  Field offsetField = Field.SENT;
  Field maxIdField = Field.SENT;
  StepWindow stepWindow = StepWindow.WHOLE;
  int changesPerRequest;
  Duration latency = Duration.ZERO;
  Optional<String> bearerToken = Optional.empty();
  Layout layout = Layout.COMPACT;
  Compression compression = Compression.WHEN_ACCEPTED;
  Clock clock = Clock.systemUTC();

  OptionsDraft() {}

  OptionsDraft(PlaygroundOptions options) {
    port = options.port();
    rows = options.rows();
    seed = options.seed();
    pageCap = options.pageCap();
    ties = options.ties();
    gaps = options.gaps();
    spacing = options.spacing();
    newestAge = options.newestAge();
    since.putAll(options.since());
    order = options.order();
    scrollLife = options.scrollLife();
    total = options.total();
    offsetField = options.offsetField();
    maxIdField = options.maxIdField();
    stepWindow = options.stepWindow();
    changesPerRequest = options.changesPerRequest();
    latency = options.latency();
    bearerToken = options.bearerToken();
    layout = options.layout();
    compression = options.compression();
    clock = options.clock();
  }

  PlaygroundOptions finish() {
    return new PlaygroundOptions(
        port,
        rows,
        seed,
        pageCap,
        ties,
        gaps,
        spacing,
        newestAge,
        since,
        order,
        scrollLife,
        total,
        offsetField,
        maxIdField,
        stepWindow,
        changesPerRequest,
        latency,
        bearerToken,
        layout,
        compression,
        clock);
  }
}
