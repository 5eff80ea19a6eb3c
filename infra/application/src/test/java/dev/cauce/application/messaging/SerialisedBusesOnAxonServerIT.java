package dev.cauce.application.messaging;

import dev.cauce.application.OnAxonServer;

/** The same promises, of the buses between processes. */
@OnAxonServer
class SerialisedBusesOnAxonServerIT extends SerialisedBusesIT {}
