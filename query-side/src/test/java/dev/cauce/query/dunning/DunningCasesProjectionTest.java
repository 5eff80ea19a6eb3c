package dev.cauce.query.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.dunning.AccessRestrictionRequested;
import dev.cauce.contracts.dunning.DunningActSkipped;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningCasePage;
import dev.cauce.contracts.dunning.DunningCaseView;
import dev.cauce.contracts.dunning.DunningDecision;
import dev.cauce.contracts.dunning.DunningEvent;
import dev.cauce.contracts.dunning.DunningFailureTracked;
import dev.cauce.contracts.dunning.DunningHeld;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningMessageSent;
import dev.cauce.contracts.dunning.DunningOutcome;
import dev.cauce.contracts.dunning.DunningReleased;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStatus;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.DunningWithheld;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.dunning.FindDunningCase;
import dev.cauce.contracts.dunning.ListDunningCases;
import dev.cauce.contracts.dunning.RetriesStopped;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class DunningCasesProjectionTest extends ProjectionContract {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    private static final InvoiceId CLOSED = new InvoiceId("inv-1");
    private static final InvoiceId OPEN = new InvoiceId("inv-2");
    private static final DunningTerms TERMS =
            new DunningTerms(28, 8, 4, 24, 7, 14, FinalAction.CANCEL, 4, 6, 20, 8, 9, Set.of(1), 0.1);

    @Override
    protected Object projection(Views views) {
        return new DunningCasesProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(DunningCasesProjection.NAME, DunningCasesProjection.DECISIONS);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(DunningEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of(DunningWithheld.class);
    }

    private static DunningCaseOpened opened(TenantId tenant, InvoiceId invoice) {
        return new DunningCaseOpened(
                tenant,
                invoice,
                ACCOUNT,
                SUBSCRIPTION,
                "EUR",
                4_900,
                new PaymentId("p-1"),
                DeclineKind.SOFT,
                "do_not_honor",
                "UTC",
                "v1",
                TERMS,
                NOON,
                NOON.plusSeconds(99),
                1,
                NOON);
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("1", opened(tenant, CLOSED))
                .add("1", new RetryScheduled(tenant, CLOSED, 1, NOON, "PAYDAY", false, 96, 0.9, "v1"))
                .add(
                        "1",
                        new DunningRetryRequested(
                                tenant,
                                CLOSED,
                                ACCOUNT,
                                SUBSCRIPTION,
                                1,
                                new PaymentId("p-2"),
                                "EUR",
                                4_000,
                                null,
                                0.9,
                                "v1"))
                .add(
                        "1",
                        new DunningFailureTracked(
                                tenant, CLOSED, new PaymentId("p-2"), DeclineKind.HARD, "expired_card"))
                .add("1", new RetriesStopped(tenant, CLOSED, DeclineKind.HARD, "expired_card", "HARD", "v1"))
                .add(
                        "1",
                        new DunningMessageRequested(
                                tenant, CLOSED, ACCOUNT, 1, "mail", DeclineKind.HARD, "EUR", 4_000, 1, 2, NOON, "v1"))
                .add("1", new DunningMessageSent(tenant, CLOSED, "mail"))
                .add("1", new AccessRestrictionRequested(tenant, CLOSED, ACCOUNT, SUBSCRIPTION, 2, 3, NOON, "v1"))
                .add("1", new SuspensionRequested(tenant, CLOSED, ACCOUNT, SUBSCRIPTION, 3, 4, NOON, "v1"))
                .add("1", new DunningStepPostponed(tenant, CLOSED, "IN_FLIGHT", 4, 4, NOON, "v1"))
                .add("1", new DunningHeld(tenant, CLOSED, "dp"))
                .add("1", new DunningActSkipped(tenant, CLOSED, "RETRY", "2", "DISPUTED"))
                .add("1", new DunningReleased(tenant, CLOSED, "dp", false, 4, NOON))
                .add(
                        "1",
                        new DunningCaseClosed(
                                tenant, CLOSED, ACCOUNT, SUBSCRIPTION, DunningOutcome.CANCELLED, 4_000, true, 1, "v1"))
                .add("2", opened(tenant, OPEN))
                .events();
    }

    @Test
    void explainsEachDecision() {
        live();
        DunningCaseView view = new DunningQueries(fixture.mongo()).handle(new FindDunningCase(ACME, CLOSED));

        assertThat(view).isNotNull();
        assertThat(view.status()).isEqualTo("CLOSED");
        assertThat(view.outcome()).isEqualTo("CANCELLED");
        assertThat(view.suspended()).isTrue();
        assertThat(view.decisions())
                .extracting(DunningDecision::what)
                .containsExactly(
                        "OPENED",
                        "RETRY_SCHEDULED",
                        "RETRIED",
                        "PAYMENT_FAILED",
                        "RETRIES_STOPPED",
                        "MESSAGE",
                        "MESSAGE_SENT",
                        "RESTRICTION",
                        "SUSPENSION",
                        "STEP_POSTPONED",
                        "HELD",
                        "RETRY_SKIPPED",
                        "RELEASED",
                        "CLOSED");
        assertThat(view.decisions().get(1).propensity()).isEqualTo(0.9);
        assertThat(view.decisions().get(1).policyVersion()).isEqualTo("v1");
        assertThat(new DunningQueries(fixture.mongo()).handle(new FindDunningCase(OTHER, CLOSED)))
                .isNull();
    }

    @Test
    void listsByStatusWithACursor() {
        live();
        DunningQueries queries = new DunningQueries(fixture.mongo());

        assertThat(queries.handle(new ListDunningCases(ACME, DunningStatus.OPEN, null, 50))
                        .items())
                .extracting(DunningCaseView::invoiceId)
                .containsExactly("inv-2");
        DunningCasePage first = queries.handle(new ListDunningCases(ACME, null, null, 1));
        DunningCasePage second = queries.handle(new ListDunningCases(ACME, null, first.nextCursor(), 1));
        assertThat(first.items().getFirst().invoiceId())
                .isNotEqualTo(second.items().getFirst().invoiceId());
        assertThat(second.nextCursor()).isNull();
        assertThat(queries.handle(new ListDunningCases(OTHER, null, null, 50)).items())
                .isEmpty();
    }
}
