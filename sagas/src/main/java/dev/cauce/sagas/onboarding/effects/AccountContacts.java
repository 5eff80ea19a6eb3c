package dev.cauce.sagas.onboarding.effects;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom to write to; it reads the account's own history, since no event that asks for a mail repeats the address. */
public interface AccountContacts {

    /** The contact; empty where the account is unknown or its person was erased. */
    Optional<Contact> find(TenantId tenantId, AccountId accountId);

    /** A contact, with the token that proves that its address is read. */
    record Contact(String companyName, @Nullable String contactName, String email, String verificationToken) {

        public String greeting() {
            return contactName == null ? companyName : contactName;
        }
    }
}
