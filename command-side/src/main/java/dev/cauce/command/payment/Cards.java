package dev.cauce.command.payment;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.payment.CardEvent;
import dev.cauce.contracts.tenant.TenantId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;

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

    /** Acts on the card in the current unit of work, under its lock. */
    void within(TenantId tenantId, String cardFingerprint, Consumer<CardAttempts> act) {
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
