package dev.cauce.query.revenue;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.dunning.AccessRestrictionRequested;
import dev.cauce.contracts.dunning.DunningActSkipped;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningEvent;
import dev.cauce.contracts.dunning.DunningFailureTracked;
import dev.cauce.contracts.dunning.DunningHeld;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningMessageSent;
import dev.cauce.contracts.dunning.DunningReleased;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.DunningWithheld;
import dev.cauce.contracts.dunning.RetriesStopped;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.invoice.CreditNoteId;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceEvent;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentCredited;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import dev.cauce.contracts.invoice.InvoicingEvent;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.PaymentAttemptDeclined;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentAttemptWithheld;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentEvent;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentPollRequested;
import dev.cauce.contracts.payment.PaymentRefunded;
import dev.cauce.contracts.payment.PaymentRequested;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.PaymentUnresolved;
import dev.cauce.contracts.payment.RefundFailed;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;

class CollectionsProjectionTest extends ProjectionContract {

    private static final AccountId ACCOUNT = new AccountId("a.1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final PaymentId PAYMENT = new PaymentId("p-1");

    @Override
    protected Object projection(Views views) {
        return new CollectionsProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(CollectionsProjection.NAME, CollectionsProjection.ZONES);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(InvoiceEvent.class, DunningEvent.class, InvoicingEvent.class, PaymentEvent.class);
    }

    /**
     * A draft is not owed, a surplus pays nothing of it, and how dunning or a payment goes on says nothing of what is
     * due.
     */
    @Override
    protected Set<Class<?>> ignored() {
        return Set.of(
                InvoiceDrafted.class,
                InvoicePaymentCredited.class,
                DunningWithheld.class,
                DunningFailureTracked.class,
                RetryScheduled.class,
                RetriesStopped.class,
                DunningRetryRequested.class,
                DunningActSkipped.class,
                DunningMessageRequested.class,
                DunningMessageSent.class,
                AccessRestrictionRequested.class,
                SuspensionRequested.class,
                DunningStepPostponed.class,
                DunningHeld.class,
                DunningReleased.class,
                DunningCaseClosed.class,
                PaymentSucceeded.class,
                PaymentFailed.class,
                PaymentRequested.class,
                PaymentAttemptRequested.class,
                PaymentAttemptWithheld.class,
                PaymentAttemptSucceeded.class,
                PaymentAttemptDeclined.class,
                PaymentOutcomeUnknown.class,
                PaymentPollRequested.class,
                PaymentUnresolved.class,
                RefundRequested.class,
                RefundFailed.class);
    }

    private static InvoiceFinalised finalised(TenantId tenant, InvoiceId invoice) {
        return new InvoiceFinalised(
                tenant, invoice, ACCOUNT, SUBSCRIPTION, ChargeReason.RENEWAL, "INV", "EUR", 1000, NOON, NOON);
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        InvoiceId one = new InvoiceId("i.1");
        InvoiceId two = new InvoiceId("i-2");
        return new History()
                .add("i.1", finalised(tenant, one))
                .add(
                        "d.1",
                        new DunningCaseOpened(
                                tenant,
                                one,
                                ACCOUNT,
                                SUBSCRIPTION,
                                "EUR",
                                1000,
                                PAYMENT,
                                DeclineKind.SOFT,
                                "do_not_honor",
                                "UTC",
                                "v1",
                                Told.POLICY,
                                NOON,
                                NOON,
                                1,
                                NOON))
                .add("i.1", new InvoicePaymentRecorded(tenant, one, ACCOUNT, PAYMENT, "EUR", 300, 700))
                .add(
                        "i.1",
                        new CreditNoteIssued(
                                tenant,
                                one,
                                new CreditNoteId("c-1"),
                                ACCOUNT,
                                SUBSCRIPTION,
                                "CN",
                                CreditNoteKind.OFFSET,
                                "GOODWILL",
                                "EUR",
                                List.of(),
                                100,
                                0,
                                100,
                                List.of(),
                                600,
                                100,
                                NOON))
                .add(
                        "i.1",
                        new InvoiceMarkedUncollectible(tenant, one, ACCOUNT, SUBSCRIPTION, "EUR", 600, "GONE", NOON))
                .add("i.1", new InvoiceWriteOffReversed(tenant, one, ACCOUNT, "EUR", 600, 0))
                .add(
                        "i.1",
                        new InvoicePaid(tenant, one, ACCOUNT, SUBSCRIPTION, ChargeReason.RENEWAL, "EUR", 1000, NOON))
                .add(
                        "p-1",
                        new PaymentRefunded(
                                tenant, PAYMENT, one, ACCOUNT, new RefundId("r-1"), "EUR", 100, 100, false, NOON))
                .add("p-1", new PaymentDisputed(tenant, PAYMENT, one, ACCOUNT, "d-1", "EUR", 50, "fraudulent", NOON))
                .add("p-1", new DisputeClosed(tenant, PAYMENT, one, ACCOUNT, "d-1", false, NOON))
                .add("i-2", finalised(tenant, two))
                .add(
                        "i-2",
                        new InvoiceVoided(
                                tenant,
                                two,
                                ACCOUNT,
                                SUBSCRIPTION,
                                ChargeReason.RENEWAL,
                                "INV",
                                "EUR",
                                1000,
                                0,
                                0,
                                "WRONG",
                                NOON))
                .add("t", new InvoicingTermsSet(tenant, "Europe/Madrid", 14, List.of()))
                .events();
    }
}
