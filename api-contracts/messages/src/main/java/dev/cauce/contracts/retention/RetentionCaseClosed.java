package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** All outcomes of the case are measured. */
@Revision("1")
public record RetentionCaseClosed(
        TenantId tenantId, AccountId accountId, int caseNumber, RetentionGroup group, String policyVersion)
        implements RetentionEvent {}
