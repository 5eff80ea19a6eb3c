package dev.cauce.application.messaging;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message of a test carries.
 *
 * @param there fails when it is written
 * @param back fails when it is read
 */
public record Cargo(
        String text, @Nullable Unwritable there, @Nullable Unreadable back) {

    static final TenantId TENANT = new TenantId("serialised");
    /** Metadata of a caller who may send and ask it. */
    static final Map<String, String> ALLOWED =
            Map.of(MetadataKey.TENANT_ID, TENANT.value(), MetadataKey.ACTOR, "s-1", MetadataKey.ROLES, "ADMIN");

    /** A command that carries it. */
    @RequiresPermission(Permission.ACCOUNT_READ)
    public record Send(TenantId tenantId, Cargo cargo) implements Command {

        @Override
        public StreamId streamId() {
            return StreamId.of("cargo", tenantId, "only");
        }
    }

    /** A question that carries it. */
    @RequiresPermission(Permission.ACCOUNT_READ)
    public record Ask(TenantId tenantId, Cargo cargo) implements Query<Cargo> {

        @Override
        public Class<Cargo> resultType() {
            return Cargo.class;
        }
    }

    /** Cannot be written. */
    public static final class Unwritable {

        public String getText() {
            throw new IllegalStateException("Nobody writes this.");
        }
    }

    /** Is written, and cannot be read: nothing says how it is made. */
    public static final class Unreadable {

        private final String text;

        Unreadable(String text, int twice) {
            this.text = text.repeat(twice);
        }

        public String getText() {
            return text;
        }
    }
}
