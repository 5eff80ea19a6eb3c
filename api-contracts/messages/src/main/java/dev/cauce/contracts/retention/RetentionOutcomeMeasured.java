package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Whether the account was kept, {@code day} days after its case was opened: it was not closed, and one of its
 * subscriptions lived. Amounts are as of {@code dueAt}, in the currencies of the opening and those that came since.
 */
@Revision("1")
public record RetentionOutcomeMeasured(
        TenantId tenantId,
        AccountId accountId,
        int caseNumber,
        int day,
        boolean retained,
        List<RecurringAmount> recurring,
        RetentionGroup group,
        double propensity,
        ChurnBand band,
        String modelVersion,
        String policyVersion,
        Instant dueAt,
        @Nullable Integer nextDay,
        @Nullable Instant nextOutcomeAt)
        implements RetentionEvent {}
