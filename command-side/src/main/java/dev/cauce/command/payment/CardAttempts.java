package dev.cauce.command.payment;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.CardAttemptCounted;
import dev.cauce.contracts.payment.CardAttemptsDelayed;
import dev.cauce.contracts.payment.CardAttemptsForbidden;
import dev.cauce.contracts.payment.CardEvent;
import dev.cauce.contracts.payment.CardTokenRefused;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.idempotency.RequestStream;
import java.time.Instant;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/**
 * The attempts on one card, by its fingerprint. It is written in the same append as the payment's attempt, so that no
 * two payments share the last attempt that a network allows, whatever runs in parallel.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class CardAttempts {

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private String streamId;

    private CardStanding standing = CardStanding.UNTRIED;

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    CardAttempts() {}

    /** The fingerprint is hashed, since it may hold what an id may not. */
    static StreamId streamOf(TenantId tenantId, String cardFingerprint) {
        return StreamId.of("card", tenantId, "c-" + RequestStream.sha256(cardFingerprint));
    }

    CardStanding standing() {
        return standing;
    }

    void count(PaymentAttemptRequested attempt) {
        apply(new CardAttemptCounted(
                attempt.tenantId(),
                attempt.cardFingerprint(),
                attempt.brand(),
                attempt.currency(),
                attempt.amountMinor(),
                attempt.idempotencyKey(),
                attempt.requestedAt()));
    }

    @EventSourcingHandler
    void evolve(CardAttemptCounted event) {
        evolved(event.tenantId(), event.cardFingerprint(), event);
    }

    void refuse(TenantId tenantId, String cardFingerprint, String gatewayToken, String rule) {
        if (!standing.refusedTokens().contains(gatewayToken)) {
            apply(new CardTokenRefused(tenantId, cardFingerprint, gatewayToken, rule));
        }
    }

    @EventSourcingHandler
    void evolve(CardTokenRefused event) {
        evolved(event.tenantId(), event.cardFingerprint(), event);
    }

    void forbid(TenantId tenantId, String cardFingerprint, String rule) {
        if (standing.forbiddenBy() == null) {
            apply(new CardAttemptsForbidden(tenantId, cardFingerprint, rule));
        }
    }

    @EventSourcingHandler
    void evolve(CardAttemptsForbidden event) {
        evolved(event.tenantId(), event.cardFingerprint(), event);
    }

    /** The network wants no further attempt at this amount before the time. */
    void delay(String cardFingerprint, Claim claim, Instant notBefore) {
        apply(new CardAttemptsDelayed(
                claim.tenantId(),
                cardFingerprint,
                claim.currency(),
                claim.amountMinor(),
                "MASTERCARD_ADVICE",
                notBefore));
    }

    @EventSourcingHandler
    void evolve(CardAttemptsDelayed event) {
        evolved(event.tenantId(), event.cardFingerprint(), event);
    }

    /** Whichever comes first makes the stream. */
    private void evolved(TenantId tenantId, String cardFingerprint, CardEvent event) {
        streamId = streamOf(tenantId, cardFingerprint).value();
        standing = standing.after(event);
    }
}
