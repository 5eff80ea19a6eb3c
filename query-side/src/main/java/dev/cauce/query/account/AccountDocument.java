package dev.cauce.query.account;

import dev.cauce.contracts.account.AccountView;
import dev.cauce.contracts.subscription.SubscriptionSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * An account as {@link AccountsProjection} keeps it. {@code subscriptions} is keyed by subscription id with its dots
 * written otherwise. Beside what stands here the document holds {@code searchText} and {@code planKeys}
 * ({@code plan/subscription}), which lists filter by.
 */
record AccountDocument(
        @Id String id,
        String tenantId,
        String accountId,
        String companyName,
        @Nullable String contactName,
        String email,
        @Nullable Boolean emailVerified,
        String status,
        @Nullable String statusReason,
        String origin,
        String timeZone,
        @Nullable String country,
        @Nullable List<Attribute> attributes,
        @Nullable Instant customerSince,
        Instant registeredAt,
        Instant updatedAt,
        @Nullable Set<String> completedSteps,
        @Nullable Map<String, SubscriptionSummary> subscriptions,
        @Nullable Instant lastActivityAt,
        Map<String, Long> seen) {

    /** Whether the account's own stream has reached the document: its subscriptions' streams may be ahead of it. */
    boolean registrationSeen() {
        return seen.containsKey(AccountsProjection.ACCOUNT);
    }

    AccountView view() {
        return new AccountView(
                accountId,
                companyName,
                contactName,
                email,
                Boolean.TRUE.equals(emailVerified),
                status,
                statusReason,
                origin,
                timeZone,
                country,
                attributesByName(),
                customerSince,
                registeredAt,
                updatedAt,
                completedSteps == null ? Set.of() : new TreeSet<>(completedSteps),
                summaries(),
                lastActivityAt,
                seen.getOrDefault(AccountsProjection.ACCOUNT, 0L));
    }

    /** An attribute as it is kept: its name may hold dots, which the name of a field may not. */
    record Attribute(String name, String value) {}

    private Map<String, String> attributesByName() {
        Map<String, String> byName = new TreeMap<>();
        if (attributes != null) {
            attributes.forEach(attribute -> byName.put(attribute.name(), attribute.value()));
        }
        return byName;
    }

    private List<SubscriptionSummary> summaries() {
        return subscriptions == null
                ? List.of()
                : subscriptions.values().stream()
                        .sorted(Comparator.comparing(SubscriptionSummary::subscriptionId))
                        .toList();
    }
}
