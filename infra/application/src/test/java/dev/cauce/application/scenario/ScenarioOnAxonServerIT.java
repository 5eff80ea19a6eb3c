package dev.cauce.application.scenario;

import dev.cauce.application.OnAxonServer;

/** The scenarios once more, in the distributed topology. */
@OnAxonServer
class ScenarioOnAxonServerIT extends ScenarioIT {}
