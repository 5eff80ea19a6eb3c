package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A recorded score leads to no case. */
@Revision("1")
public record RetentionWithheld(
        TenantId tenantId,
        AccountId accountId,
        long recordNumber,
        ChurnBand band,
        RetentionWithholding cause,
        String policyVersion)
        implements RetentionEvent {}
