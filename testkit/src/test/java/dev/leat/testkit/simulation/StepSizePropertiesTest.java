package dev.leat.testkit.simulation;

import java.util.List;
import java.util.Map;

class StepSizePropertiesTest extends StrategyProperties {

  @Override
  Map<String, Campaign> ways() {
    return Campaigns.stepSize();
  }

  @Override
  List<Manner> noticed() {
    return List.of(Manner.GROWS_FASTER_THAN_READ, Manner.SHUFFLES, Manner.REVERSES);
  }
}
