package dev.cauce.query.revenue;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * An invoice as {@link CollectionsProjection} keeps it.
 *
 * @param invoice what its own stream said, by sequence
 * @param dunning what its case said, by sequence
 */
record CollectionDocument(
        @Id String id,
        String tenantId,
        String invoiceId,
        @Nullable String accountId,
        @Nullable String subscriptionId,
        @Nullable String currency,
        @Nullable Map<String, Fact> invoice,
        @Nullable Map<String, Fact> dunning) {

    /** What happened to what is due. */
    enum Kind {
        FINALISED,
        PAYMENT,
        CREDIT,
        VOIDED,
        WRITE_OFF,
        SETTLED,
        DUNNING
    }

    /**
     * What an event said.
     *
     * @param dueMinor what is due after it, written off or not; as it was where it is absent
     * @param writtenOffMinor what of that is written off after it; as it was where it is absent
     * @param dueAt when it is due
     * @param policyVersion under which policy it is collected
     */
    record Fact(
            String eventId,
            String type,
            Kind kind,
            Instant at,
            Instant recordedAt,
            @Nullable Long dueMinor,
            @Nullable Long writtenOffMinor,
            @Nullable Instant dueAt,
            @Nullable String policyVersion) {}
}
