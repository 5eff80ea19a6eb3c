package dev.cauce.adapters.paymentgateway;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.sagas.payment.effects.PaymentGateway;
import java.time.Clock;
import java.util.Date;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The embedded default: takes no money and answers as {@link TestToken} says. What it was asked for is kept in the
 * document store, a document per key, so that the same key gets the same answer after a restart too. Every id follows
 * from its key: a document that a crash lost is made again as it was.
 */
public final class SandboxGateway implements PaymentGateway {

    /** The collection; it stands apart from views, and no replay touches it. */
    public static final String COLLECTION = "sandbox-gateway";

    private final MongoCollection<Document> kept;
    private final Disputes disputes;
    private final Clock clock;
    // One process owns the sandbox; charges of one token are counted and kept one after the other.
    private final ReentrantLock one = new ReentrantLock();

    /**
     * A sandbox on a collection of its own.
     *
     * @param disputes is told of the disputes that its tokens ask for
     */
    public SandboxGateway(MongoCollection<Document> kept, Disputes disputes, Clock clock) {
        this.kept = kept;
        this.disputes = disputes;
        this.clock = clock;
        kept.createIndex(Indexes.ascending("gatewayPaymentId"), new IndexOptions());
        kept.createIndex(Indexes.ascending("tenantId", "gatewayToken"), new IndexOptions());
    }

    /** Who is told that a charge is disputed. */
    @FunctionalInterface
    public interface Disputes {

        /** A dispute; it may be told again. */
        void opened(String tenantId, String idempotencyKey, String disputeId, long amountMinor);
    }

    @Override
    public Outcome charge(Charge charge) {
        TestToken token = TestToken.of(charge.gatewayToken());
        String gatewayPaymentId = "sbx_" + RequestStream.sha256(charge.tenantId() + "|" + charge.idempotencyKey());
        long earlier;
        one.lock();
        try {
            Document known = find(id(charge.tenantId(), charge.idempotencyKey()));
            if (known == null) {
                earlier = kept.countDocuments(Filters.and(
                        Filters.eq("tenantId", charge.tenantId()), Filters.eq("gatewayToken", charge.gatewayToken())));
                keep(new Document("_id", id(charge.tenantId(), charge.idempotencyKey()))
                        .append("tenantId", charge.tenantId())
                        .append("gatewayToken", charge.gatewayToken())
                        .append("gatewayPaymentId", gatewayPaymentId)
                        .append("currency", charge.currency())
                        .append("amountMinor", charge.amountMinor())
                        .append("earlierCharges", earlier)
                        .append("chargedAt", Date.from(clock.instant())));
            } else {
                earlier = known.getLong("earlierCharges");
            }
        } finally {
            one.unlock();
        }
        if (token.isDisputed()) {
            disputes.opened(charge.tenantId(), charge.idempotencyKey(), "dp_" + gatewayPaymentId, charge.amountMinor());
        }
        return token.told(gatewayPaymentId, earlier);
    }

    @Override
    public Outcome find(String tenantId, String idempotencyKey) {
        Document known = find(id(tenantId, idempotencyKey));
        return known == null
                ? new Outcome.NotReceived()
                : TestToken.of(known.getString("gatewayToken"))
                        .became(known.getString("gatewayPaymentId"), known.getLong("earlierCharges"));
    }

    @Override
    public RefundOutcome refund(Refund refund) {
        Document charge = kept.find(Filters.and(
                        Filters.eq("gatewayPaymentId", refund.gatewayPaymentId()),
                        Filters.eq("tenantId", refund.tenantId())))
                .first();
        if (charge == null) {
            return new RefundOutcome("charge_unknown");
        }
        if (TestToken.of(charge.getString("gatewayToken")).refusesRefunds()) {
            return new RefundOutcome("refund_refused");
        }
        one.lock();
        try {
            Document again = find(String.valueOf(charge.getString("_id")));
            Document refunds = again == null ? null : again.get("refunds", Document.class);
            Document all = refunds == null ? new Document() : refunds;
            String key = RequestStream.sha256(refund.idempotencyKey());
            if (all.containsKey(key)) {
                return new RefundOutcome(null);
            }
            long before =
                    all.values().stream().mapToLong(amount -> (Long) amount).sum();
            if (refund.amountMinor() > charge.getLong("amountMinor") - before) {
                return new RefundOutcome("refund_above_charge");
            }
            Bson ofCharge = Filters.eq("_id", charge.getString("_id"));
            kept.updateOne(ofCharge, Updates.set("refunds." + key, refund.amountMinor()));
            return new RefundOutcome(null);
        } finally {
            one.unlock();
        }
    }

    /** How many charges were taken in, whatever became of them: a key counts once. */
    public long charges(String tenantId) {
        return kept.countDocuments(Filters.eq("tenantId", tenantId));
    }

    private @Nullable Document find(String id) {
        return kept.find(Filters.eq("_id", id)).first();
    }

    private void keep(Document document) {
        kept.replaceOne(Filters.eq("_id", document.getString("_id")), document, new ReplaceOptions().upsert(true));
    }

    private static String id(String tenantId, String idempotencyKey) {
        return tenantId + "|" + idempotencyKey;
    }
}
