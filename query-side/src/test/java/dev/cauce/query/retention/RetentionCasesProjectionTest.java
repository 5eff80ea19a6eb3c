package dev.cauce.query.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.FindRetentionCase;
import dev.cauce.contracts.retention.FindRetentionEffect;
import dev.cauce.contracts.retention.ListRetentionCases;
import dev.cauce.contracts.retention.ListRetentionPolicies;
import dev.cauce.contracts.retention.OfferWithdrawal;
import dev.cauce.contracts.retention.RecurringAmount;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionCaseClosed;
import dev.cauce.contracts.retention.RetentionCaseOpened;
import dev.cauce.contracts.retention.RetentionCaseView;
import dev.cauce.contracts.retention.RetentionEffectView;
import dev.cauce.contracts.retention.RetentionEvent;
import dev.cauce.contracts.retention.RetentionGroup;
import dev.cauce.contracts.retention.RetentionOfferAccepted;
import dev.cauce.contracts.retention.RetentionOfferDeclined;
import dev.cauce.contracts.retention.RetentionOfferFailed;
import dev.cauce.contracts.retention.RetentionOfferKind;
import dev.cauce.contracts.retention.RetentionOfferLapsed;
import dev.cauce.contracts.retention.RetentionOfferMade;
import dev.cauce.contracts.retention.RetentionOfferView;
import dev.cauce.contracts.retention.RetentionOfferWithdrawn;
import dev.cauce.contracts.retention.RetentionOutcomeMeasured;
import dev.cauce.contracts.retention.RetentionOutcomeView;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyEvent;
import dev.cauce.contracts.retention.RetentionPolicyProposed;
import dev.cauce.contracts.retention.RetentionPolicyTookEffect;
import dev.cauce.contracts.retention.RetentionPolicyView;
import dev.cauce.contracts.retention.RetentionTerms;
import dev.cauce.contracts.retention.RetentionWithheld;
import dev.cauce.contracts.retention.SubscriptionWatched;
import dev.cauce.contracts.retention.SuccessTaskCause;
import dev.cauce.contracts.retention.SuccessTaskRequested;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionCasesProjectionTest extends ProjectionContract {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("a.1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    private static final List<ChurnReason> REASONS = List.of(new ChurnReason("contract.kind", 0.62));
    private static final List<RecurringAmount> FULL = List.of(new RecurringAmount("EUR", 4_900));
    private static final List<RecurringAmount> NOTHING = List.of(new RecurringAmount("EUR", 0));
    private static final RetentionPlay PLAY = new RetentionPlay(
            ChurnBand.HIGH, Set.of(RetentionAct.SUCCESS_TASK, RetentionAct.PLAN_OFFER), new PlanId("loyal"), 14, 60);
    private static final RetentionTerms TERMS =
            new RetentionTerms(new ChurnThresholds(0.2, 0.4, 0.6), List.of(PLAY), 90, 0.1);

    @Override
    protected Object projection(Views views) {
        return new RetentionCasesProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(RetentionCasesProjection.NAME, RetentionCasesProjection.POLICIES);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(RetentionEvent.class, RetentionPolicyEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of(RetentionWithheld.class, SubscriptionWatched.class);
    }

    private static RetentionCaseOpened opened(TenantId tenant, AccountId account, RetentionGroup group, Instant at) {
        return new RetentionCaseOpened(
                tenant,
                account,
                1,
                1,
                ChurnBand.LOW,
                ChurnBand.HIGH,
                0.7,
                REASONS,
                "m1",
                "f1",
                group,
                group == RetentionGroup.TREATED ? 0.9 : 0.1,
                List.of(SUBSCRIPTION),
                FULL,
                "v.1",
                PLAY,
                at,
                at.plus(Duration.ofDays(90)),
                30,
                at.plus(Duration.ofDays(30)));
    }

    private static RetentionOfferMade offered(TenantId tenant, int offer) {
        return new RetentionOfferMade(
                tenant,
                ACCOUNT,
                1,
                offer,
                RetentionOfferKind.PLAN,
                SUBSCRIPTION,
                new PlanId("loyal"),
                null,
                null,
                NOON.plusSeconds(9),
                "v.1");
    }

    private static RetentionOutcomeMeasured measured(
            TenantId tenant,
            AccountId account,
            RetentionGroup group,
            int day,
            boolean retained,
            @Nullable Integer next) {
        return new RetentionOutcomeMeasured(
                tenant,
                account,
                1,
                day,
                retained,
                retained ? FULL : NOTHING,
                group,
                0.9,
                ChurnBand.HIGH,
                "m1",
                "v.1",
                NOON.plus(Duration.ofDays(day)),
                next,
                next == null ? null : NOON.plus(Duration.ofDays(next)));
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("policy", new RetentionPolicyProposed(tenant, "v.1", TERMS, NOON, "ann@web"))
                .add("policy", new RetentionPolicyApproved(tenant, "v.1", NOON.plusSeconds(1), "ben@web"))
                .add("policy", new RetentionPolicyTookEffect(tenant, "v.1", TERMS.thresholds(), NOON.plusSeconds(1)))
                .add("a", opened(tenant, ACCOUNT, RetentionGroup.TREATED, NOON))
                .add(
                        "a",
                        new SuccessTaskRequested(
                                tenant, ACCOUNT, 1, 1, SuccessTaskCause.AT_RISK, ChurnBand.HIGH, REASONS, "m1", "v.1"))
                .add("a", offered(tenant, 1))
                .add("a", new RetentionOfferDeclined(tenant, ACCOUNT, 1, 1, RetentionOfferKind.PLAN))
                .add("a", offered(tenant, 2))
                .add("a", new RetentionOfferLapsed(tenant, ACCOUNT, 1, 2, RetentionOfferKind.PLAN))
                .add("a", offered(tenant, 3))
                .add(
                        "a",
                        new RetentionOfferWithdrawn(
                                tenant, ACCOUNT, 1, 3, RetentionOfferKind.PLAN, OfferWithdrawal.SUBSCRIPTION_CANCELLED))
                .add("a", offered(tenant, 4))
                .add(
                        "a",
                        new RetentionOfferAccepted(
                                tenant,
                                ACCOUNT,
                                1,
                                4,
                                RetentionOfferKind.PLAN,
                                SUBSCRIPTION,
                                new PlanId("loyal"),
                                null,
                                null))
                .add("a", new RetentionOfferFailed(tenant, ACCOUNT, 1, 4, RetentionOfferKind.PLAN, "PLAN_RETIRED"))
                .add("a", measured(tenant, ACCOUNT, RetentionGroup.TREATED, 30, true, 60))
                .add("a", measured(tenant, ACCOUNT, RetentionGroup.TREATED, 60, false, null))
                .add("a", new RetentionCaseClosed(tenant, ACCOUNT, 1, RetentionGroup.TREATED, "v.1"))
                .events();
    }

    @Test
    void showsWhyWhatWasDoneAndWhatCameOfIt() {
        live();
        RetentionQueries queries = new RetentionQueries(fixture.mongo());

        RetentionCaseView found = queries.handle(new FindRetentionCase(ACME, ACCOUNT, 1));

        assertThat(found.group()).isEqualTo("TREATED");
        assertThat(found.reasons()).isEqualTo(REASONS);
        assertThat(found.modelVersion()).isEqualTo("m1");
        assertThat(found.recurring()).isEqualTo(FULL);
        assertThat(found.tasks()).isEqualTo(1);
        assertThat(found.offers())
                .extracting(RetentionOfferView::status)
                .containsExactly("DECLINED", "LAPSED", "WITHDRAWN", "FAILED");
        assertThat(found.offers().getFirst().planId()).isEqualTo("loyal");
        assertThat(found.outcomes())
                .containsExactly(
                        new RetentionOutcomeView(30, true, FULL, NOON.plus(Duration.ofDays(30))),
                        new RetentionOutcomeView(60, false, NOTHING, NOON.plus(Duration.ofDays(60))));
        assertThat(found.nextOutcomeAt()).isNull();
        assertThat(found.closedAt()).isEqualTo(ProjectionFixture.BEGIN.plusSeconds(16));
        assertThat(queries.handle(new FindRetentionCase(ACME, ACCOUNT, 2))).isNull();
        assertThat(queries.handle(new FindRetentionCase(OTHER, ACCOUNT, 1))).isNull();
    }

    @Test
    void aCaseThatHasJustBegunHasNeitherOffersNorOutcomes() {
        fixture.handle(
                new History()
                        .add("a", opened(ACME, ACCOUNT, RetentionGroup.HOLDOUT, NOON))
                        .events(),
                1);

        RetentionCaseView found = new RetentionQueries(fixture.mongo()).handle(new FindRetentionCase(ACME, ACCOUNT, 1));

        assertThat(found.offers()).isEmpty();
        assertThat(found.outcomes()).isEmpty();
        assertThat(found.nextOutcomeAt()).isEqualTo(NOON.plus(Duration.ofDays(30)));
    }

    @Test
    void listsTheNewestFirstOfAGroup() {
        fixture.handle(
                new History()
                        .add("a", opened(ACME, new AccountId("a"), RetentionGroup.TREATED, NOON))
                        .add("b", opened(ACME, new AccountId("b"), RetentionGroup.HOLDOUT, NOON.plusSeconds(1)))
                        .add("c", opened(ACME, new AccountId("c"), RetentionGroup.TREATED, NOON.plusSeconds(2)))
                        .events(),
                3);
        RetentionQueries queries = new RetentionQueries(fixture.mongo());

        assertThat(queries.handle(new ListRetentionCases(ACME, null, null, 2)).items())
                .extracting(RetentionCaseView::accountId)
                .containsExactly("c", "b");
        assertThat(queries.handle(new ListRetentionCases(ACME, RetentionGroup.HOLDOUT, null, 2))
                        .items())
                .extracting(RetentionCaseView::accountId)
                .containsExactly("b");
        assertThat(queries.handle(new ListRetentionCases(OTHER, null, null, 2)).items())
                .isEmpty();
    }

    @Test
    void listsThePolicies() {
        live();
        RetentionQueries queries = new RetentionQueries(fixture.mongo());

        assertThat(queries.handle(new ListRetentionPolicies(ACME)).items())
                .containsExactly(new RetentionPolicyView(
                        "v.1", TERMS, NOON.plusSeconds(1), true, ProjectionFixture.BEGIN.plusSeconds(2)));
        assertThat(queries.handle(new ListRetentionPolicies(OTHER)).items()).isEmpty();
    }

    /** The counts of the paper: 56 of 70 were kept where something was done, 48 of 80 where nothing was. */
    @Test
    void comparesTheTreatedWithTheHoldout() {
        History history = new History();
        for (int number = 0; number < 150; number++) {
            RetentionGroup group = number < 70 ? RetentionGroup.TREATED : RetentionGroup.HOLDOUT;
            boolean kept = number < 70 ? number < 56 : number < 70 + 48;
            AccountId account = new AccountId("a-" + number);
            history.add("a-" + number, opened(ACME, account, group, NOON))
                    .add("a-" + number, measured(ACME, account, group, 90, kept, null));
        }
        fixture.handle(history.events(), 50);

        List<RetentionEffectView> effects = new RetentionQueries(fixture.mongo())
                .handle(new FindRetentionEffect(ACME))
                .items();

        assertThat(effects).singleElement().satisfies(effect -> {
            assertThat(effect.policyVersion()).isEqualTo("v.1");
            assertThat(effect.day()).isEqualTo(90);
            assertThat(effect.treated().retained()).isEqualTo(56);
            assertThat(effect.treated().measured()).isEqualTo(70);
            assertThat(effect.holdout().retained()).isEqualTo(48);
            assertThat(effect.holdout().measured()).isEqualTo(80);
            assertThat(effect.difference()).isCloseTo(0.2, within(1e-9));
            assertThat(effect.low()).isCloseTo(0.0524, within(0.00005));
            assertThat(effect.high()).isCloseTo(0.3339, within(0.00005));
        });
        assertThat(new RetentionQueries(fixture.mongo())
                        .handle(new FindRetentionEffect(OTHER))
                        .items())
                .isEmpty();
    }
}
