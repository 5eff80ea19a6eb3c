package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.tenant.TenantId;
import java.util.List;
import org.axonframework.serialization.Revision;

/** A person is to look after the account. */
@Revision("1")
public record SuccessTaskRequested(
        TenantId tenantId,
        AccountId accountId,
        int caseNumber,
        int task,
        SuccessTaskCause cause,
        ChurnBand band,
        List<ChurnReason> reasons,
        String modelVersion,
        String policyVersion)
        implements RetentionEvent {}
