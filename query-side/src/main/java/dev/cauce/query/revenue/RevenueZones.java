package dev.cauce.query.revenue;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;

/** In which time zone a tenant's months begin: the one that held as of the time, for all months alike. */
final class RevenueZones {

    /** Of a tenant, what its terms said, by sequence. */
    record Document(@Id String id, Map<String, Zone> zones) {

        record Zone(String timeZone, Instant at) {}
    }

    private final MongoOperations mongo;

    RevenueZones(MongoOperations mongo) {
        this.mongo = mongo;
    }

    Months months(TenantId tenantId, Cut cut) {
        Document terms = mongo.findById(
                Views.documentId(tenantId, CollectionsProjection.ZONES), Document.class, CollectionsProjection.ZONES);
        ZoneId zone = ZoneOffset.UTC;
        if (terms != null) {
            for (Map.Entry<Long, Document.Zone> set : RevenueDocument.bySequence(terms.zones())) {
                if (cut.takes(set.getValue().at(), set.getValue().at())) {
                    zone = ZoneId.of(set.getValue().timeZone());
                }
            }
        }
        return new Months(zone);
    }
}
