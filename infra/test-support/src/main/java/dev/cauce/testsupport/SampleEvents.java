package dev.cauce.testsupport;

import dev.cauce.contracts.message.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One made-up instance of every event of the contracts, each text telling which component it stands in. */
public final class SampleEvents {

    private SampleEvents() {}

    /** An instance of each, in no particular order. */
    public static List<Event> all() throws IOException, ReflectiveOperationException {
        List<Event> events = new ArrayList<>();
        SampleMessages samples = new SampleMessages();
        for (Class<? extends Event> type : SampleMessages.types(Event.class)) {
            events.add(samples.of(type));
        }
        return events;
    }
}
