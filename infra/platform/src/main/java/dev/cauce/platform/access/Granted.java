package dev.cauce.platform.access;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.OfAccount;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What the roles on a message's metadata allow. A name that is no role allows nothing: it may come from a process of
 * another version.
 */
public final class Granted {

    private static final Map<String, Role> ROLES =
            Arrays.stream(Role.values()).collect(Collectors.toUnmodifiableMap(Role::name, Function.identity()));

    private final Set<Role> roles;
    private final Set<String> accounts;

    private Granted(Set<Role> roles, Set<String> accounts) {
        this.roles = roles;
        this.accounts = accounts;
    }

    /** What the sender of the message may. */
    public static Granted to(Message<?> message) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : list(message, MetadataKey.ROLES)) {
            Role role = ROLES.get(name);
            if (role != null) {
                roles.add(role);
            }
        }
        return new Granted(roles, list(message, MetadataKey.ACCOUNTS));
    }

    /** The permissions that the roles add up to. */
    public Set<Permission> permissions() {
        return permissionsOf(roles);
    }

    /** Whether the permission is held as a customer alone, and so only for the customer's own accounts. */
    public boolean onlyAsCustomer(Permission permission) {
        Set<Role> others = EnumSet.noneOf(Role.class);
        others.addAll(roles);
        return others.remove(Role.CUSTOMER) && !permissionsOf(others).contains(permission);
    }

    /** Whether the account is one of the customer's. */
    boolean owns(@Nullable Object accountId) {
        return accountId != null && accounts.contains(accountId.toString());
    }

    /**
     * Says of what an aggregate holds whether the sender of the command may touch it: as a customer, only what is about
     * its own account. For every message of the aggregate, before it is decided.
     *
     * @param accountId the account that the aggregate is about; null where it is about none
     * @throws AggregateNotFoundException as where there is none, so that nobody learns by trying which ids are taken
     */
    public static void requireOwn(Message<?> message, @Nullable Object accountId) {
        if (!mayTouch(message, accountId)) {
            throw new AggregateNotFoundException("", "It is about no account of the customer.");
        }
    }

    /** Whether what was found is for the sender's eyes. */
    static boolean mayTouch(Message<?> message, @Nullable Object accountId) {
        RequiresPermission required = message.getPayloadType().getAnnotation(RequiresPermission.class);
        ForCustomers bounds = message.getPayloadType().getAnnotation(ForCustomers.class);
        Granted granted = to(message);
        return required == null
                || !granted.onlyAsCustomer(required.value())
                || (bounds != null && bounds.value() == Reach.WHOLE_TENANT)
                || granted.owns(accountId);
    }

    /** Refuses what a customer may not ask at all, or not about this account. */
    void requireInReach(Message<?> message, Permission permission) {
        if (!onlyAsCustomer(permission)) {
            return;
        }
        ForCustomers bounds = message.getPayloadType().getAnnotation(ForCustomers.class);
        boolean inReach = bounds != null
                && switch (bounds.value()) {
                    case WHOLE_TENANT -> true;
                    case NAMED_ACCOUNT -> message.getPayload() instanceof OfAccount named && named.accountId() != null;
                    case FOUND_ACCOUNT -> !accounts.isEmpty();
                };
        if (!inReach) {
            throw new Rejected(ErrorCode.PERMISSION_DENIED, "A customer may only ask about its own account.");
        }
        if (bounds != null
                && bounds.value() == Reach.NAMED_ACCOUNT
                && message.getPayload() instanceof OfAccount named
                && !owns(named.accountId())) {
            throw new Rejected(ErrorCode.TENANT_MISMATCH, "There is nothing of this id.");
        }
    }

    private static Set<Permission> permissionsOf(Set<Role> roles) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> granted.addAll(role.permissions()));
        return granted;
    }

    private static Set<String> list(Message<?> message, String key) {
        return message.getMetaData().get(key) instanceof String text && !text.isEmpty()
                ? Arrays.stream(text.split(",")).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
