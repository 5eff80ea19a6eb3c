package dev.cauce.platform.projection;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoDatabase;
import dev.cauce.contracts.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * The canonical hash of a view: SHA-256 over its documents in the order of their ids, each as canonical extended JSON
 * with its fields sorted. Two views that show the same have the same hash, however they came to be.
 */
public final class ViewHash {

    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private ViewHash() {}

    /** The hash of a collection, 64 hexadecimal digits. */
    public static String of(MongoDatabase database, String view) {
        return of(database, view, new Document());
    }

    /** The hash of what one tenant has in a collection whose documents are named by {@link Views#documentId}. */
    public static String of(MongoDatabase database, String view, TenantId tenantId) {
        // All ids that begin with the tenant and a slash; the character after the slash ends them.
        Document ofTenant = new Document("_id", new Document("$gte", tenantId + "/").append("$lt", tenantId + "0"));
        return of(database, view, ofTenant);
    }

    private static String of(MongoDatabase database, String view, Document filter) {
        FindIterable<Document> documents = database.getCollection(view)
                .find(filter)
                .sort(new Document("_id", 1))
                .batchSize(500);
        MessageDigest digest = sha256();
        for (Document document : documents) {
            digest.update(canonical(document).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A document in canonical form: two that show the same are written the same. */
    static String canonical(Document document) {
        return sorted(document).toJson(CANONICAL);
    }

    private static Document sorted(Map<?, ?> fields) {
        Map<String, @Nullable Object> byName = new TreeMap<>();
        fields.forEach((name, field) -> byName.put(String.valueOf(name), canonicalValue(field)));
        return new Document(byName);
    }

    private static @Nullable Object canonicalValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            return sorted(fields);
        }
        if (value instanceof List<?> items) {
            // Arrays of plain strings are sets in our views: filled by several streams, their order says nothing.
            return items.stream().allMatch(String.class::isInstance)
                    ? items.stream().map(String.class::cast).sorted().toList()
                    : items.stream().map(ViewHash::canonicalValue).toList();
        }
        return value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
