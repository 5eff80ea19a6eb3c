package dev.cauce.platform.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the events of one unit of work ask for, in their order, and each by itself until it is written: what an event
 * asked for before its handler failed can be taken back.
 */
final class PendingChanges {

    private final Map<String, Map<Target, List<Part>>> byView = new LinkedHashMap<>();
    private final List<Redaction> redactions = new ArrayList<>();

    /** The change that the event makes to the document; begun where there is none. */
    ViewChange of(String event, String view, Target target, long sequence) {
        List<Part> parts = byView.computeIfAbsent(view, name -> new LinkedHashMap<>())
                .computeIfAbsent(target, key -> new ArrayList<>(2));
        if (!parts.isEmpty()) {
            Part last = parts.getLast();
            if (sequence < last.change().sequence()) {
                throw new IllegalStateException("Events of one stream came out of order: " + sequence + " after "
                        + last.change().sequence());
            }
            if (last.event().equals(event)) {
                return last.change();
            }
        }
        ViewChange change = new ViewChange(target.documentId(), target.stream(), sequence);
        parts.add(new Part(event, change));
        return change;
    }

    void redact(Redaction redaction) {
        redactions.add(redaction);
    }

    /** Takes back all that the event asked for. */
    void discard(String event) {
        byView.values().forEach(byTarget -> {
            byTarget.values()
                    .forEach(parts -> parts.removeIf(part -> part.event().equals(event)));
            byTarget.values().removeIf(List::isEmpty);
        });
        byView.values().removeIf(Map::isEmpty);
        redactions.removeIf(redaction -> redaction.event().equals(event));
    }

    /** The changes by view, those of one stream to one document as one. */
    Map<String, List<ViewChange>> merged() {
        Map<String, List<ViewChange>> merged = new LinkedHashMap<>();
        byView.forEach((view, byTarget) -> {
            List<ViewChange> changes = new ArrayList<>(byTarget.size());
            byTarget.values().forEach(parts -> {
                ViewChange whole = parts.getFirst().change();
                parts.subList(1, parts.size()).forEach(part -> whole.add(part.change()));
                changes.add(whole);
            });
            merged.put(view, changes);
        });
        return merged;
    }

    List<Redaction> redactions() {
        return redactions;
    }

    /** A document, as one stream feeds it. */
    record Target(String documentId, String stream) {}

    /** Fields that are to lose what they say of a person. */
    record Redaction(String event, String view, String dataSubject, List<String> fields) {}

    private record Part(String event, ViewChange change) {}
}
