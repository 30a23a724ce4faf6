package dev.leat.testkit.simulation;

import java.util.List;
import java.util.Map;

class TimestampPropertiesTest extends StrategyProperties {

  @Override
  Map<String, Campaign> ways() {
    return Campaigns.timestamp();
  }

  @Override
  List<Manner> noticed() {
    return List.of(
        Manner.DEAF_TO_THE_FILTER,
        Manner.GROWS_FASTER_THAN_READ,
        Manner.LEAVES_CURSORS_NULL,
        Manner.REVERSES);
  }
}
