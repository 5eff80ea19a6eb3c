package dev.cauce.query.onboarding.web;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.onboarding.FindOnboardingOfAccount;
import dev.cauce.contracts.onboarding.ListOnboardings;
import dev.cauce.contracts.onboarding.OnboardingStatus;
import dev.cauce.contracts.onboarding.OnboardingView;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.OnboardingQueriesApi;
import dev.cauce.rest.model.Onboarding;
import dev.cauce.rest.model.OnboardingPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The progress of onboarding over HTTP. */
@RestController
public class OnboardingQueriesController implements OnboardingQueriesApi {

    private final QueryAsker queries;

    public OnboardingQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<Onboarding> getAccountOnboarding(String accountId, @Nullable String position) {
        OnboardingView onboarding = queries.require(
                new FindOnboardingOfAccount(tenant(), new AccountId(accountId)), ErrorCode.ONBOARDING_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(onboarding.version())).body(OnboardingJson.from(onboarding));
    }

    @Override
    public ResponseEntity<OnboardingPage> listOnboarding(
            dev.cauce.rest.model.@Nullable OnboardingStatus status,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        var page = queries.require(
                new ListOnboardings(
                        tenant(), status == null ? null : OnboardingStatus.valueOf(status.name()), cursor, limit),
                ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new OnboardingPage(
                        page.items().stream().map(OnboardingJson::from).toList())
                .nextCursor(page.nextCursor()));
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
