package dev.cauce.command.subscription;

import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What will be charged, found by taking the very steps that will be taken, without telling anybody. */
final class Forecast {

    private final Billing billing;
    private final SubscriptionStatus status;
    private final @Nullable Instant trialEndsAt;
    private final boolean ending;
    private final Instant now;

    /** @param ending whether it is to end with its period */
    Forecast(Billing billing, SubscriptionStatus status, @Nullable Instant trialEndsAt, boolean ending, Instant now) {
        this.billing = status == SubscriptionStatus.ACTIVE && !ending ? caughtUp(billing, now) : billing;
        this.status = status;
        this.trialEndsAt = trialEndsAt;
        this.ending = ending;
        this.now = now;
    }

    private static Billing caughtUp(Billing billing, Instant now) {
        Billing current = billing;
        while (!current.current().periodEnd().isAfter(now)) {
            current = current.renew().after();
        }
        return current;
    }

    SubscriptionTerms terms() {
        return billing.terms();
    }

    Preview asThingsStand() {
        return following(billing, List.of(), null);
    }

    Preview ofChange(SubscriptionTerms next, ProrationMode proration) {
        Amounts.whole(next);
        return switch (status) {
            case TRIALING -> following(billing.on(next, null, billing.unbilled()), List.of(), now);
            case ACTIVE -> {
                Billing.Change change = billing.change(next, proration, now);
                yield following(
                        change.step().after(),
                        change.step().charge().lines(),
                        change.immediate() ? now : billing.current().periodEnd());
            }
            case INCOMPLETE, PAUSED, CANCELLED ->
                throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_ACTIVE, "The subscription is not active.");
        };
    }

    private Preview following(Billing after, List<InvoiceLine> charged, @Nullable Instant effectiveAt) {
        boolean active = status == SubscriptionStatus.ACTIVE;
        Instant due = active ? after.current().periodEnd() : trialEndsAt;
        Charge next;
        if (ending) {
            next = active ? after.end(after.current().periodEnd()).charge() : Charge.of(List.of());
        } else if (active) {
            next = after.renew().charge();
        } else {
            due = status == SubscriptionStatus.TRIALING ? trialEndsAt : null;
            next = after.begin(due == null ? now : due).charge();
        }
        return new Preview(effectiveAt, charged, next.lines(), due);
    }
}
