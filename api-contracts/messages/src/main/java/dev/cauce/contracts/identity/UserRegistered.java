package dev.cauce.contracts.identity;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** A person became a user. {@code subjectId} is no account's: an account of the same id is another subject. */
@Revision("1")
public record UserRegistered(
        TenantId tenantId,
        UserId userId,
        @DataSubject String subjectId,
        @PersonalData String email,
        Set<Role> roles) implements UserEvent {}
