package dev.leat.testkit.simulation;

import java.util.List;
import java.util.Map;

class ReplayPropertiesTest extends StrategyProperties {

  @Override
  Map<String, Campaign> ways() {
    return Campaigns.replay();
  }

  @Override
  List<Manner> noticed() {
    return List.of(
        Manner.SAME_TOKEN,
        Manner.TOKENS_IN_CIRCLES,
        Manner.DEAF_TO_TOKENS,
        Manner.EMPTY_PAGES_FOR_EVER,
        Manner.GROWS_FASTER_THAN_READ,
        Manner.DEAF_TO_THE_FILTER,
        Manner.LEAVES_CURSORS_NULL);
  }
}
