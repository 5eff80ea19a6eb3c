package dev.cauce.contracts.account;

import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The key of everything personal was destroyed; what it encrypted reads as redacted from now on. */
@Revision("1")
public record PersonalDataErased(
        TenantId tenantId, @DataSubject AccountId accountId, String certificateId) implements AccountEvent {}
