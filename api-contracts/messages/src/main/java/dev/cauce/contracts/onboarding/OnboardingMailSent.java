package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A mail that was asked for went out. */
@Revision("1")
public record OnboardingMailSent(TenantId tenantId, AccountId accountId, String mailId) implements OnboardingEvent {}
