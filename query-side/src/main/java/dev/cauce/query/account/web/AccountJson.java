package dev.cauce.query.account.web;

import dev.cauce.contracts.account.AccountView;
import dev.cauce.rest.model.Account;
import dev.cauce.rest.model.AccountStatus;
import dev.cauce.rest.model.OnboardingStep;
import dev.cauce.rest.model.Origin;
import dev.cauce.rest.model.SubscriptionStatus;
import dev.cauce.rest.model.SubscriptionSummary;

/** An account as the API shows it. */
public final class AccountJson {

    private AccountJson() {}

    public static Account from(AccountView view) {
        return new Account(
                        view.accountId(),
                        view.companyName(),
                        view.email(),
                        view.emailVerified(),
                        AccountStatus.fromValue(view.status()),
                        Origin.fromValue(view.origin()),
                        view.timeZone(),
                        view.attributes(),
                        view.registeredAt(),
                        view.updatedAt(),
                        view.completedSteps().stream()
                                .map(OnboardingStep::fromValue)
                                .sorted()
                                .toList(),
                        view.subscriptions().stream().map(AccountJson::from).toList(),
                        view.version())
                .contactName(view.contactName())
                .statusReason(view.statusReason())
                .country(view.country())
                .customerSince(view.customerSince())
                .lastActivityAt(view.lastActivityAt());
    }

    private static SubscriptionSummary from(dev.cauce.contracts.subscription.SubscriptionSummary summary) {
        return new SubscriptionSummary(
                summary.subscriptionId(), summary.planId(), SubscriptionStatus.fromValue(summary.status()));
    }
}
