package dev.cauce.query.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.onboarding.FindOnboardingOfAccount;
import dev.cauce.contracts.onboarding.ListOnboardings;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.OnboardingAbandoned;
import dev.cauce.contracts.onboarding.OnboardingClosed;
import dev.cauce.contracts.onboarding.OnboardingCompleted;
import dev.cauce.contracts.onboarding.OnboardingEvent;
import dev.cauce.contracts.onboarding.OnboardingMailSent;
import dev.cauce.contracts.onboarding.OnboardingStalled;
import dev.cauce.contracts.onboarding.OnboardingStarted;
import dev.cauce.contracts.onboarding.OnboardingStatus;
import dev.cauce.contracts.onboarding.OnboardingStepTracked;
import dev.cauce.contracts.onboarding.OnboardingView;
import dev.cauce.contracts.onboarding.WelcomeMailRequested;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class OnboardingProjectionTest extends ProjectionContract {

    @Override
    protected Object projection(Views views) {
        return new OnboardingProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(OnboardingProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(OnboardingEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of();
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        AccountId leaves = new AccountId("a-2");
        AccountId closed = new AccountId("a-3");
        return new History()
                .add("o-1", started(tenant, A1))
                .add("o-1", new WelcomeMailRequested(tenant, A1, "m-1"))
                .add("o-1", new OnboardingMailSent(tenant, A1, "m-1"))
                .add("o-1", new NudgeMailRequested(tenant, A1, "m-2", 1, Set.of(OnboardingStep.PROFILE), SOON))
                .add(
                        "o-1",
                        new OnboardingStepTracked(tenant, A1, OnboardingStep.PROFILE, Set.of(OnboardingStep.PROFILE)))
                .add("o-1", new OnboardingStalled(tenant, A1, 2, Set.of(OnboardingStep.DATA_SOURCE), LATER))
                .add("o-1", new OnboardingCompleted(tenant, A1))
                .add("o-2", started(tenant, leaves))
                .add("o-2", new OnboardingAbandoned(tenant, leaves, Set.of(OnboardingStep.PROFILE)))
                .add("o-3", started(tenant, closed))
                .add("o-3", new OnboardingClosed(tenant, closed))
                .events();
    }

    private static final Instant SOON = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-01T00:00:00Z");
    private static final AccountId A1 = new AccountId("a-1");

    private static OnboardingStarted started(TenantId tenant, AccountId account) {
        return new OnboardingStarted(tenant, account, Origin.SIGN_UP, true, true, Set.of(), "v1", SOON);
    }

    @Test
    void showsHowFarACustomerIs() {
        OnboardingQueries queries = new OnboardingQueries(fixture.mongo());
        fixture.handle(history(ACME).subList(0, 6), 200);

        OnboardingView stalled = queries.handle(new FindOnboardingOfAccount(ACME, A1));
        assertThat(stalled).isNotNull();
        assertThat(stalled.status()).isEqualTo("STALLED");
        assertThat(stalled.welcomed()).isTrue();
        assertThat(stalled.followUps()).isEqualTo(2);
        assertThat(stalled.nextFollowUpAt()).isEqualTo(LATER);
        assertThat(stalled.completedSteps()).containsExactly("PROFILE");
        assertThat(stalled.openSteps())
                .hasSize(OnboardingStep.values().length - 1)
                .doesNotContain("PROFILE");

        fixture.handle(history(ACME), 200);
        OnboardingView done = queries.handle(new FindOnboardingOfAccount(ACME, A1));
        assertThat(done).isNotNull();
        assertThat(done.status()).isEqualTo("COMPLETED");
        assertThat(done.openSteps()).isEmpty();
        assertThat(done.nextFollowUpAt()).isNull();
        assertThat(queries.handle(new FindOnboardingOfAccount(OTHER, A1))).isNull();
    }

    @Test
    void pagesThroughTheNewestFirst() {
        OnboardingQueries queries = new OnboardingQueries(fixture.mongo());
        live();

        var first = queries.handle(new ListOnboardings(ACME, null, null, 2));
        var second = queries.handle(new ListOnboardings(ACME, null, first.nextCursor(), 2));

        assertThat(first.items()).extracting(OnboardingView::accountId).containsExactly("a-3", "a-2");
        assertThat(second.items()).extracting(OnboardingView::accountId).containsExactly("a-1");
        assertThat(second.nextCursor()).isNull();
        assertThat(queries.handle(new ListOnboardings(ACME, OnboardingStatus.ABANDONED, null, 2))
                        .items())
                .extracting(OnboardingView::accountId)
                .containsExactly("a-2");
        assertThat(queries.handle(new ListOnboardings(OTHER, null, null, 2)).items())
                .isEmpty();
    }
}
