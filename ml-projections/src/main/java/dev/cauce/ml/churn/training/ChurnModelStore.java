package dev.cauce.ml.churn.training;

import static dev.cauce.platform.projection.Views.documentId;

import com.mongodb.client.model.ReplaceOptions;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.ml.churn.model.ChurnModel;
import dev.cauce.ml.churn.model.ChurnModelFormat;
import dev.cauce.ml.churn.model.ModelQuality;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps trained models, each under its tenant and version, for ever: a replay scores again with the model of its time.
 * They are no view, and no reset removes them. The same version is the same model, so writing it twice does no harm.
 */
public final class ChurnModelStore {
    static final String COLLECTION = "churn-model-artefacts";
    private static final int KEPT_LOADED = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private final MongoOperations mongo;
    private final Map<String, ChurnModel> loaded = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ChurnModel> eldest) {
            return size() > KEPT_LOADED;
        }
    };

    public ChurnModelStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** What is said of a model without loading it. */
    public record Description(ModelQuality quality, String provenance) {}

    public void save(TenantId tenantId, ChurnModel model) {
        StringBuilder provenance = new StringBuilder();
        new TreeMap<>(model.provenance())
                .forEach((learner, of) ->
                        provenance.append(learner).append(": ").append(of).append('\n'));
        String id = documentId(tenantId, model.version());
        Document artefact = new Document("_id", id)
                .append("model", new Binary(model.toBytes()))
                .append("quality", JSON.writeValueAsString(model.quality()))
                .append("provenance", provenance.toString());
        mongo.getCollection(COLLECTION)
                .replaceOne(new Document("_id", id), artefact, new ReplaceOptions().upsert(true));
    }

    /**
     * The model of this version; empty when it is not in this store, as after restoring views without it.
     *
     * @throws dev.cauce.ml.churn.model.UnreadableChurnModel when it is there and damaged, or of another format
     */
    public Optional<ChurnModel> find(TenantId tenantId, String version) {
        String id = documentId(tenantId, version);
        synchronized (loaded) {
            ChurnModel known = loaded.get(id);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Artefact artefact = mongo.findById(id, Artefact.class, COLLECTION);
        if (artefact == null) {
            return Optional.empty();
        }
        ChurnModel model = ChurnModelFormat.read(artefact.model().getData());
        synchronized (loaded) {
            loaded.put(id, model);
        }
        return Optional.of(model);
    }

    /** What was measured of this version and where it comes from, or null when it is not in this store. */
    public @Nullable Description describe(TenantId tenantId, String version) {
        Artefact artefact = mongo.findById(documentId(tenantId, version), Artefact.class, COLLECTION);
        return artefact == null
                ? null
                : new Description(JSON.readValue(artefact.quality(), ModelQuality.class), artefact.provenance());
    }

    private record Artefact(@Id String id, Binary model, String quality, String provenance) {}
}
