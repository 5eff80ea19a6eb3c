package dev.cauce.platform.projection;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one stream, in one batch, change in one document. Only absolute operations are offered: applied
 * twice, or together with a part that was applied before, they come to the same.
 */
public final class ViewChange {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final String documentId;
    private final String guard;
    private final Map<String, @Nullable Object> sets = new TreeMap<>();
    private final Set<String> unsets = new LinkedHashSet<>();
    private final Map<String, Set<Object>> additions = new LinkedHashMap<>();
    private final Map<String, Set<Object>> removals = new LinkedHashMap<>();
    private long sequence = -1;
    private long removalSequence = -1;

    ViewChange(String documentId, String stream) {
        this.documentId = documentId;
        this.guard = path(stream);
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
        removalSequence = sequence;
        return this;
    }

    void sees(long next) {
        if (next < sequence) {
            throw new IllegalStateException("Events of one stream came out of order: " + next + " after " + sequence);
        }
        sequence = next;
    }

    /**
     * The writes that make the change. Additions and removals of one array cannot stand in one update, so removals are
     * a write of their own with a guard of their own, and the two may run in either order.
     */
    List<WriteModel<Document>> writes() {
        List<WriteModel<Document>> writes = new ArrayList<>(2);
        writes.add(new UpdateOneModel<>(unseen("seen." + guard, sequence), update(), UPSERT));
        Document pull = inOperators(removals, "$in");
        if (!pull.isEmpty()) {
            String removed = "removed." + guard;
            Document update = new Document("$pull", pull).append("$set", new Document(removed, removalSequence));
            writes.add(new UpdateOneModel<>(unseen(removed, removalSequence), update));
        }
        return writes;
    }

    /** Matches the document unless it has seen the sequence; matches it too where it has seen nothing of the stream. */
    private Document unseen(String field, long seen) {
        return new Document("_id", documentId).append(field, new Document("$not", new Document("$gte", seen)));
    }

    private Document update() {
        Document set = new Document(sets);
        set.put("seen." + guard, sequence);
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
