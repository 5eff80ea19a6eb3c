package dev.cauce.query.revenue;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as {@link CollectionsProjection} keeps it.
 *
 * @param invoice what its own stream said, by sequence
 * @param dunning what its case said, by sequence
 * @param payments what its payments said of money that went back, by payment, as a part of a path, and sequence
 */
record CollectionDocument(
        String tenantId,
        String invoiceId,
        @Nullable String accountId,
        @Nullable String subscriptionId,
        Map<String, Fact> invoice,
        Map<String, Fact> dunning,
        Map<String, Map<String, Fact>> payments) {

    /** What happened to what is due. */
    enum Kind {
        FINALISED,
        PAYMENT,
        CREDIT,
        VOIDED,
        WRITE_OFF,
        SETTLED,
        DUNNING,
        REFUND,
        DISPUTE,
        DISPUTE_LOST
    }

    /**
     * What an event said.
     *
     * @param dueMinor what is due after it, written off or not; as it was where it is absent
     * @param writtenOffMinor what of that is written off after it; as it was where it is absent
     * @param dueAt when it is due
     * @param policyVersion under which policy it is collected
     * @param paymentId of the payment that it is about
     * @param amountMinor what was refunded or is disputed
     * @param disputeId of the dispute that it is about
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
            @Nullable String policyVersion,
            @Nullable String paymentId,
            @Nullable Long amountMinor,
            @Nullable String disputeId) {

        private static Fact read(DocumentReader in) {
            String eventId = null;
            String type = null;
            String kind = null;
            Instant at = null;
            Instant recordedAt = null;
            Long dueMinor = null;
            Long writtenOffMinor = null;
            Instant dueAt = null;
            String policyVersion = null;
            String paymentId = null;
            Long amountMinor = null;
            String disputeId = null;
            in.begin();
            while (in.next()) {
                switch (in.name()) {
                    case "eventId" -> eventId = in.text();
                    case "type" -> type = in.text();
                    case "kind" -> kind = in.text();
                    case "at" -> at = in.time();
                    case "recordedAt" -> recordedAt = in.time();
                    case "dueMinor" -> dueMinor = in.number();
                    case "writtenOffMinor" -> writtenOffMinor = in.number();
                    case "dueAt" -> dueAt = in.time();
                    case "policyVersion" -> policyVersion = in.text();
                    case "paymentId" -> paymentId = in.text();
                    case "amountMinor" -> amountMinor = in.number();
                    case "disputeId" -> disputeId = in.text();
                    default -> in.skip();
                }
            }
            return new Fact(
                    Objects.requireNonNull(eventId),
                    Objects.requireNonNull(type),
                    Kind.valueOf(Objects.requireNonNull(kind)),
                    Objects.requireNonNull(at),
                    Objects.requireNonNull(recordedAt),
                    dueMinor,
                    writtenOffMinor,
                    dueAt,
                    policyVersion,
                    paymentId,
                    amountMinor,
                    disputeId);
        }
    }

    static CollectionDocument read(DocumentReader in) {
        String tenantId = null;
        String invoiceId = null;
        String accountId = null;
        String subscriptionId = null;
        Map<String, Fact> invoice = Map.of();
        Map<String, Fact> dunning = Map.of();
        Map<String, Map<String, Fact>> payments = Map.of();
        in.begin();
        while (in.next()) {
            switch (in.name()) {
                case "tenantId" -> tenantId = in.text();
                case "invoiceId" -> invoiceId = in.text();
                case "accountId" -> accountId = in.text();
                case "subscriptionId" -> subscriptionId = in.text();
                case "invoice" -> invoice = RevenueDocument.said(in, Fact::read);
                case "dunning" -> dunning = RevenueDocument.said(in, Fact::read);
                case "payments" -> payments = RevenueDocument.said(in, each -> RevenueDocument.said(each, Fact::read));
                default -> in.skip();
            }
        }
        return new CollectionDocument(
                Objects.requireNonNull(tenantId),
                Objects.requireNonNull(invoiceId),
                accountId,
                subscriptionId,
                invoice,
                dunning,
                payments);
    }
}
