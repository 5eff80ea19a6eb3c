package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The account was closed before the end. */
@Revision("1")
public record OnboardingClosed(TenantId tenantId, AccountId accountId) implements OnboardingEvent {}
