package dev.cauce.adapters.keyring;

import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.regex.Pattern;

/**
 * What a record is about: a tenant, or a subject within one. The parts are checked here, since they go into the context
 * of every wrapped key and into the stores' own keys, where two different pairs must never look alike.
 *
 * @param subject empty for the tenant's own record
 */
record RecordId(String tenant, String subject) {

    private static final Pattern TENANT = Pattern.compile(StreamId.PART);
    private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,256}");

    static RecordId ofTenant(TenantId tenantId) {
        return new RecordId(checkedTenant(tenantId), "");
    }

    static RecordId ofSubject(TenantId tenantId, String subject) {
        if (!SUBJECT.matcher(subject).matches()) {
            throw new IllegalArgumentException(
                    "a data subject has 1 to 256 printable ASCII characters and no spaces; this one has "
                            + subject.length() + " characters and is something else");
        }
        return new RecordId(checkedTenant(tenantId), subject);
    }

    private static String checkedTenant(TenantId tenantId) {
        String tenant = tenantId.value();
        if (tenant == null || !TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("a tenant id looks like " + StreamId.PART);
        }
        return tenant;
    }

    boolean isTenant() {
        return subject.isEmpty();
    }

    @Override
    public String toString() {
        return isTenant() ? tenant : tenant + "/" + subject;
    }
}
