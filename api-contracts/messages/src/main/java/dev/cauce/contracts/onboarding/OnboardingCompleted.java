package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** Every step is done. */
@Revision("1")
public record OnboardingCompleted(TenantId tenantId, AccountId accountId) implements OnboardingEvent {}
