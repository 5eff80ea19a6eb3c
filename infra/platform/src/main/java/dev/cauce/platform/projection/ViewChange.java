package dev.cauce.platform.projection;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What events of one stream change in one document. Only absolute operations are offered: applied twice, or together
 * with a part that was applied before, they come to the same.
 */
public final class ViewChange {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final String documentId;
    private final String seen;
    private final Map<String, @Nullable Object> sets = new TreeMap<>();
    private final Set<String> unsets = new LinkedHashSet<>();
    private final Map<String, Set<Object>> additions = new LinkedHashMap<>();
    private final Map<String, Set<Object>> removals = new LinkedHashMap<>();
    private long sequence;

    ViewChange(String documentId, String stream, long sequence) {
        this.documentId = documentId;
        this.seen = "seen." + path(stream);
        this.sequence = sequence;
    }

    /** A key as a part of a field's path: dots, which paths are divided by, are written otherwise. */
    public static String path(String key) {
        return key.replace('.', '\uff0e');
    }

    /** Sets a field; a null value is stored as null. Fields are dotted paths; constants are stored by their names. */
    public ViewChange set(String field, @Nullable Object value) {
        unsets.remove(field);
        sets.put(field, stored(value));
        return this;
    }

    private static @Nullable Object stored(@Nullable Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name();
            case Set<?> set -> set.stream().map(ViewChange::stored).sorted().toList();
            case null, default -> value;
        };
    }

    /** Removes a field. */
    public ViewChange unset(String field) {
        sets.remove(field);
        unsets.add(field);
        return this;
    }

    /** Adds a value to an array that is a set. */
    public ViewChange addToSet(String field, Object value) {
        removals.computeIfAbsent(field, name -> new LinkedHashSet<>()).remove(value);
        additions.computeIfAbsent(field, name -> new LinkedHashSet<>()).add(value);
        return this;
    }

    /** Removes a value from an array that is a set. */
    public ViewChange removeFromSet(String field, Object value) {
        additions.computeIfAbsent(field, name -> new LinkedHashSet<>()).remove(value);
        removals.computeIfAbsent(field, name -> new LinkedHashSet<>()).add(value);
        return this;
    }

    String documentId() {
        return documentId;
    }

    long sequence() {
        return sequence;
    }

    /** Adds what a later event of the same stream changes in the same document. */
    void add(ViewChange later) {
        sequence = later.sequence;
        later.sets.forEach(this::set);
        later.unsets.forEach(this::unset);
        later.additions.forEach((field, values) -> values.forEach(value -> addToSet(field, value)));
        later.removals.forEach((field, values) -> values.forEach(value -> removeFromSet(field, value)));
    }

    /**
     * What it removes from arrays, which cannot stand in one update with what it adds. It is written before
     * {@link #write}, which alone says that the events were seen: whatever becomes of the two, and however the events
     * are batched when they come again, they are applied as if they had never been.
     */
    Optional<WriteModel<Document>> removal() {
        Document pull = inOperators(removals, "$in");
        return pull.isEmpty()
                ? Optional.empty()
                : Optional.of(new UpdateOneModel<>(unseen(), new Document("$pull", pull)));
    }

    /** The rest of the change; the document is made where there is none. */
    WriteModel<Document> write() {
        return new UpdateOneModel<>(unseen(), update(), UPSERT);
    }

    /** The same for a document that is known to be there. */
    WriteModel<Document> writeIfThere() {
        return new UpdateOneModel<>(unseen(), update());
    }

    /** Matches the document unless it has seen the events; matches it too where it has seen nothing of the stream. */
    private Document unseen() {
        return new Document("_id", documentId).append(seen, new Document("$not", new Document("$gte", sequence)));
    }

    private Document update() {
        Document set = new Document(sets);
        set.put(seen, sequence);
        Document update = new Document("$set", set);
        if (!unsets.isEmpty()) {
            Document unset = new Document();
            unsets.forEach(field -> unset.put(field, ""));
            update.put("$unset", unset);
        }
        Document add = inOperators(additions, "$each");
        if (!add.isEmpty()) {
            update.put("$addToSet", add);
        }
        return update;
    }

    private static Document inOperators(Map<String, Set<Object>> valuesByField, String operator) {
        Document fields = new Document();
        valuesByField.forEach((field, values) -> {
            if (!values.isEmpty()) {
                fields.put(field, new Document(operator, new ArrayList<>(values)));
            }
        });
        return fields;
    }
}
