package dev.cauce.command.dunning;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.dunning.AccessRestrictionRequested;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningOutcome;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.idempotency.RequestStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a case began with and never changes: whose it is, and the terms of the policy of that day; and its events. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
record CaseFile(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        SubscriptionId subscriptionId,
        String timeZone,
        String policyVersion,
        DunningTerms terms,
        Instant openedAt,
        Instant windowEndsAt) {

    static CaseFile of(DunningCaseOpened event) {
        return new CaseFile(
                event.tenantId(),
                event.invoiceId(),
                event.accountId(),
                event.subscriptionId(),
                event.timeZone(),
                event.policyVersion(),
                event.terms(),
                event.openedAt(),
                event.windowEndsAt());
    }

    Ladder ladder() {
        return new Ladder(terms, ZoneId.of(timeZone), openedAt);
    }

    /** When a retry of this number is made, at the earliest after the pause of the policy; nothing after the window. */
    Optional<RetryScheduled> schedule(int retry, Instant notBefore, Instant now) {
        Instant pause = now.plus(Duration.ofHours(terms.hoursBetweenRetries()));
        String seed = tenantId + "|" + invoiceId + "|" + retry + "|" + policyVersion;
        return RetryTimes.choose(
                        terms, seed, ZoneId.of(timeZone), notBefore.isAfter(pause) ? notBefore : pause, windowEndsAt)
                .map(choice -> new RetryScheduled(
                        tenantId,
                        invoiceId,
                        retry,
                        choice.at(),
                        choice.reason(),
                        choice.explored(),
                        choice.slots(),
                        choice.propensity(),
                        policyVersion));
    }

    DunningRetryRequested retry(int retry, InvoiceDebt debt, @Nullable PaymentMethodId newMethod, double propensity) {
        return new DunningRetryRequested(
                tenantId,
                invoiceId,
                accountId,
                subscriptionId,
                retry,
                payment(retry),
                debt.currency(),
                debt.dueMinor(),
                newMethod,
                propensity,
                policyVersion);
    }

    /** The same for the same retry; a long invoice id is hashed, since an id has 64 characters at most. */
    private PaymentId payment(int retry) {
        String readable = invoiceId + ".retry-" + retry;
        return new PaymentId(
                readable.length() <= 64 ? readable : "r-" + RequestStream.sha256(invoiceId.value()) + "." + retry);
    }

    DunningMessageRequested message(
            int message, DeclineKind kind, InvoiceDebt debt, int step, Ladder.@Nullable Next next) {
        return new DunningMessageRequested(
                tenantId,
                invoiceId,
                accountId,
                message,
                StreamId.of("dunning", tenantId, invoiceId) + "/message-" + message,
                kind,
                debt.currency(),
                debt.dueMinor(),
                step,
                step(next),
                at(next),
                policyVersion);
    }

    AccessRestrictionRequested restriction(int step, Ladder.@Nullable Next next) {
        return new AccessRestrictionRequested(
                tenantId, invoiceId, accountId, subscriptionId, step, step(next), at(next), policyVersion);
    }

    SuspensionRequested suspension(int step, Ladder.@Nullable Next next) {
        return new SuspensionRequested(
                tenantId, invoiceId, accountId, subscriptionId, step, step(next), at(next), policyVersion);
    }

    DunningStepPostponed postponed(String why, int step, Instant until) {
        return new DunningStepPostponed(tenantId, invoiceId, why, step, step, until, policyVersion);
    }

    /** How the policy ends a case whose window is over. */
    DunningOutcome finalOutcome() {
        return switch (terms.finalAction()) {
            case KEEP -> DunningOutcome.KEPT;
            case CANCEL -> DunningOutcome.CANCELLED;
            case WRITE_OFF -> DunningOutcome.WRITTEN_OFF;
        };
    }

    DunningCaseClosed closed(DunningOutcome outcome, InvoiceDebt debt, boolean serviceTaken, int retries) {
        return new DunningCaseClosed(
                tenantId,
                invoiceId,
                accountId,
                subscriptionId,
                outcome,
                debt.dueMinor(),
                serviceTaken,
                retries,
                policyVersion);
    }

    private static @Nullable Integer step(Ladder.@Nullable Next next) {
        return next == null ? null : next.step();
    }

    private static @Nullable Instant at(Ladder.@Nullable Next next) {
        return next == null ? null : next.at();
    }
}
