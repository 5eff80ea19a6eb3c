package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import java.util.stream.Collectors;

/** What a duplicate-key error says of the key, in MongoDB's words. */
final class DuplicateKeys {

    private DuplicateKeys() {}

    static String describeId(Document document) {
        return "{ _id: " + Json.toCompactJsonValue(document.get("_id")) + " }";
    }

    static String describe(IndexDefinition index, Document document) {
        return index.fields().stream()
                .map(field -> field.path() + ": "
                        + Json.toCompactJsonValue(Utils.getSubdocumentValueCollectionAware(document, field.path())))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }
}
