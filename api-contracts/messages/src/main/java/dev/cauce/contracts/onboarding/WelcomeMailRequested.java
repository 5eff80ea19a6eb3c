package dev.cauce.contracts.onboarding;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The welcome mail is to be sent, once by its id. */
@Revision("1")
public record WelcomeMailRequested(TenantId tenantId, AccountId accountId, String mailId) implements OnboardingEvent {}
