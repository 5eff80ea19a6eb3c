package dev.cauce.contracts.account;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The product was used; {@code totalCount} is the count of this kind since registration. */
@Revision("1")
public record ActivityRecorded(
        TenantId tenantId, AccountId accountId, String kind, int count, Instant occurredAt, long totalCount)
        implements AccountEvent {}
