package dev.cauce.query.subscription.web;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.FindAccountById;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.FindSubscriptionById;
import dev.cauce.contracts.subscription.ListSubscriptionsOfAccount;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionView;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.SubscriptionQueriesApi;
import dev.cauce.rest.model.BillingInterval;
import dev.cauce.rest.model.BillingMode;
import dev.cauce.rest.model.CancellationReason;
import dev.cauce.rest.model.Entitlement;
import dev.cauce.rest.model.Subscription;
import dev.cauce.rest.model.SubscriptionList;
import dev.cauce.rest.model.SubscriptionStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions over HTTP, as they are now. */
@RestController
public class SubscriptionQueriesController implements SubscriptionQueriesApi {

    private final QueryAsker queries;

    public SubscriptionQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<Subscription> getSubscription(String subscriptionId, @Nullable String position) {
        SubscriptionView subscription = queries.require(
                new FindSubscriptionById(tenant(), new SubscriptionId(subscriptionId)),
                ErrorCode.SUBSCRIPTION_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(subscription.version())).body(json(subscription));
    }

    @Override
    public ResponseEntity<SubscriptionList> listAccountSubscriptions(String accountId, @Nullable String position) {
        var subscriptions = queries.require(
                new ListSubscriptionsOfAccount(tenant(), new AccountId(accountId)), ErrorCode.NOT_FOUND);
        if (subscriptions.items().isEmpty()) {
            // Nobody's list and an empty list are not the same.
            queries.require(new FindAccountById(tenant(), new AccountId(accountId)), ErrorCode.ACCOUNT_NOT_FOUND);
        }
        return ResponseEntity.ok(new SubscriptionList(subscriptions.items().stream()
                .map(SubscriptionQueriesController::json)
                .toList()));
    }

    private static Subscription json(SubscriptionView view) {
        String reason = view.cancellationReason();
        String mode = view.billingMode();
        String pendingInterval = view.pendingInterval();
        return new Subscription(
                        view.subscriptionId(),
                        view.accountId(),
                        view.planId(),
                        view.currency(),
                        BillingInterval.fromValue(view.interval()),
                        view.amountMinor(),
                        view.quantity(),
                        SubscriptionStatus.fromValue(view.status()),
                        Entitlement.fromValue(view.entitlement()),
                        view.startedAt(),
                        view.renewals(),
                        view.version())
                .trialEndsAt(view.trialEndsAt())
                .periodStart(view.periodStart())
                .periodEnd(view.periodEnd())
                .billingMode(mode == null ? null : BillingMode.fromValue(mode))
                .pendingPlanId(view.pendingPlanId())
                .pendingInterval(pendingInterval == null ? null : BillingInterval.fromValue(pendingInterval))
                .pendingQuantity(view.pendingQuantity())
                .pendingAt(view.pendingAt())
                .resumesAt(view.resumesAt())
                .cancelsAt(view.cancelsAt())
                .cancelledAt(view.cancelledAt())
                .cancellationReason(reason == null ? null : CancellationReason.fromValue(reason));
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
