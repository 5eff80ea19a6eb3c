package dev.cauce.application.simulation;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Sends the public commands as the API does: each under an idempotency key of its own, by a caller with the role that
 * it needs, through every interceptor. What a rule turns down is counted: people ask for what is not to be had.
 */
final class Requests {

    private static final String CLIENT = "simulation";

    private final TenantId tenantId;
    private final CommandSender commands;
    private final Map<ErrorCode, Integer> refused = new EnumMap<>(ErrorCode.class);
    private long count;

    Requests(TenantId tenantId, CommandSender commands) {
        this.tenantId = tenantId;
        this.commands = commands;
    }

    TenantId tenantId() {
        return tenantId;
    }

    /** By somebody of the company. */
    boolean byStaff(Role role, String subject, Command command) {
        return send(new Caller(tenantId, subject, CLIENT, Set.of(role), null, Instant.MAX), command);
    }

    /** By the customer, about its own account. */
    boolean byCustomer(String account, Command command) {
        return send(
                new Caller(tenantId, account, CLIENT, Set.of(Role.CUSTOMER), Set.of(account), null, Instant.MAX),
                command);
    }

    private boolean send(Caller caller, Command command) {
        count++;
        CurrentRequest request = new CurrentRequest(
                caller,
                "sim-" + count,
                RequestStream.sha256(command.getClass().getSimpleName() + " " + command.streamId() + " " + count),
                null,
                null,
                position -> {},
                () -> {});
        try {
            request.<RuntimeException>whileBound(() -> commands.send(command));
            return true;
        } catch (Rejected rejected) {
            refused.merge(rejected.code(), 1, Integer::sum);
            return false;
        }
    }

    /** How many were sent. */
    long sent() {
        return count;
    }

    /** How many were turned down, by why. */
    Map<ErrorCode, Integer> refused() {
        return Map.copyOf(refused);
    }
}
