package dev.cauce.command.payment;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.payment.CardEvent;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/** The cards that payments are tried on: changed in the unit of work of the payment, and looked at by others. */
public final class Cards {

    private final Supplier<Repository<CardAttempts>> cards;
    private final StreamFold<CardStanding> standings;

    /** Takes a supplier, since the repository is built from a configuration that needs this object first. */
    public Cards(EventStore events, Supplier<Repository<CardAttempts>> cards) {
        this.cards = cards;
        this.standings = new StreamFold<>(events, (before, payload) -> {
            if (payload instanceof CardAttempts snapshot) {
                return snapshot.standing();
            }
            return (before == null ? CardStanding.UNTRIED : before).after((CardEvent) payload);
        });
    }

    /** How the card stands, for who only wants to know. */
    public CardStanding standing(TenantId tenantId, String cardFingerprint) {
        return standings
                .current(CardAttempts.streamOf(tenantId, cardFingerprint))
                .orElse(CardStanding.UNTRIED);
    }

    /**
     * Lets an attempt through where nothing stands against it, and counts it in the same append: nobody else can have
     * been let through by the same room.
     */
    CardStanding.Verdict reserve(PaymentAttemptRequested attempt) {
        CardStanding.Verdict[] verdict = new CardStanding.Verdict[1];
        within(attempt.tenantId(), attempt.cardFingerprint(), card -> {
            verdict[0] = card.standing()
                    .verdict(
                            attempt.brand(),
                            attempt.gatewayToken(),
                            attempt.currency(),
                            attempt.amountMinor(),
                            attempt.requestedAt());
            if (verdict[0].allowed()) {
                card.count(attempt);
            }
        });
        return verdict[0];
    }

    /** Keeps what a decline says of the card, for every payment by it. */
    void remember(
            Claim claim, Attempt attempt, DeclineRules.Meaning meaning, String code, @Nullable Instant notBefore) {
        TenantId tenantId = claim.tenantId();
        String fingerprint = attempt.cardFingerprint();
        String forbiddenBy = meaning.cardForbidden();
        if (forbiddenBy != null) {
            within(tenantId, fingerprint, card -> card.forbid(tenantId, fingerprint, forbiddenBy));
        } else if (meaning.kind() == DeclineKind.HARD) {
            within(tenantId, fingerprint, card -> card.refuse(tenantId, fingerprint, attempt.gatewayToken(), code));
        } else if (notBefore != null) {
            within(tenantId, fingerprint, card -> card.delay(fingerprint, claim, notBefore));
        }
    }

    /** Acts on the card in the unit of work of the payment, under the card's lock. */
    private void within(TenantId tenantId, String cardFingerprint, Consumer<CardAttempts> act) {
        String stream = CardAttempts.streamOf(tenantId, cardFingerprint).value();
        try {
            cards.get().loadOrCreate(stream, CardAttempts::new).execute(act);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Axon declares it for factories that throw; this one is a constructor that does not.
            throw new IllegalStateException("the stream of the card could not be created", e);
        }
    }
}
