package dev.cauce.sagas.payment.effects;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.payment.PaymentCommand;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the gateway tells: verified by its signature and its time, and handed on as a command. It may come twice,
 * late and in any order, since the payment takes each of them once, whichever comes first.
 */
public final class PaymentNotifications {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentNotifications.class);

    /** How far the time of a signature may lie from now, either way. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final CommandSender commands;
    private final Clock clock;

    /** @param clock the system's, as all that guards against replay */
    public PaymentNotifications(CommandSender commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Takes one notification. What is of no kind that is known is taken and nothing done, so that a gateway may tell of
     * more than is asked for.
     *
     * @throws Rejected with {@code NOTIFICATION_SIGNATURE_WRONG}, {@code NOTIFICATION_TOO_OLD}, or
     *     {@code INVALID_REQUEST} for a body that is none; else what the payment says to it
     */
    public void receive(NotificationForm form, TenantId tenantId, @Nullable String header, String body) {
        SignedHeader signed = Optional.ofNullable(header)
                .flatMap(SignedHeader::read)
                .orElseThrow(PaymentNotifications::wrongSignature);
        if (!NotificationSignature.matches(form.secretOf(tenantId), signed, body)) {
            throw wrongSignature();
        }
        Instant at = Instant.ofEpochSecond(signed.seconds());
        if (Duration.between(at, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            throw new Rejected(ErrorCode.NOTIFICATION_TOO_OLD, "The notification was signed too long ago.");
        }
        Optional<PaymentCommand> command = form.read(body).command(tenantId);
        if (command.isEmpty()) {
            LOG.info("A notification of the payment gateway is of no kind that is known, or about nothing here.");
            return;
        }
        asGateway(tenantId).<RuntimeException>whileBound(() -> commands.send(command.get()));
    }

    private static Rejected wrongSignature() {
        return new Rejected(ErrorCode.NOTIFICATION_SIGNATURE_WRONG, "The signature is not that of the body.");
    }

    private CurrentRequest asGateway(TenantId tenantId) {
        Caller gateway =
                new Caller(tenantId, "payment-gateway", "notifications", Set.of(Role.PROCESS), null, clock.instant());
        return new CurrentRequest(gateway, null, null, null, null, position -> {}, () -> {});
    }
}
