package dev.leat.testkit.simulation;

import java.util.List;
import java.util.Map;

class OffsetPropertiesTest extends StrategyProperties {

  @Override
  Map<String, Campaign> ways() {
    return Campaigns.offset();
  }

  @Override
  List<Manner> noticed() {
    return List.of(
        Manner.DEAF_TO_THE_OFFSET,
        Manner.GROWS_FASTER_THAN_READ,
        Manner.DEAF_TO_THE_FILTER,
        Manner.LEAVES_CURSORS_NULL);
  }
}
