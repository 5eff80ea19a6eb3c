package dev.cauce.adapters.documentstore;

import java.util.concurrent.atomic.LongAdder;

/** What a store has done since it was started. */
final class StoreCounters {

    final LongAdder documentsExamined = new LongAdder();
    final LongAdder keysExamined = new LongAdder();
    final LongAdder idLookups = new LongAdder();
    final LongAdder indexScans = new LongAdder();
    final LongAdder collectionScans = new LongAdder();
    final LongAdder commands = new LongAdder();
    final LongAdder commandFailures = new LongAdder();
    final LongAdder refusedConnections = new LongAdder();
}
