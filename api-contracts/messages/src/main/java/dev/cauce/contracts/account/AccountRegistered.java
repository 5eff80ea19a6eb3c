package dev.cauce.contracts.account;

import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A customer company was registered. {@code emailFingerprint} is a keyed hash, by which the address can be found and
 * not read.
 */
@Revision("1")
public record AccountRegistered(
        TenantId tenantId,
        @DataSubject AccountId accountId,
        @PersonalData String companyName,
        @PersonalData @Nullable String contactName,
        @PersonalData String email,
        String emailFingerprint,
        String timeZone,
        @Nullable String country,
        Origin origin,
        @Nullable Instant customerSince,
        @PersonalData Attributes attributes)
        implements AccountEvent {}
