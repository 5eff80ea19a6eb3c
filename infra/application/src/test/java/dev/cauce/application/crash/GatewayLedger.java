package dev.cauce.application.crash;

import dev.cauce.sagas.payment.effects.PaymentGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands everything on to the gateway, and notes in a file what it said, apart from whatever the application keeps: a
 * charge that was made twice is in it twice, under two keys, whatever became of the process that made it.
 */
final class GatewayLedger implements PaymentGateway {

    private static final String TAKEN = "TAKEN";

    private final PaymentGateway gateway;
    private final Path file;

    GatewayLedger(PaymentGateway gateway, Path file) {
        this.gateway = gateway;
        this.file = file;
    }

    /**
     * A line of it: what the gateway said of a charge, when it was made or when it was asked for.
     *
     * @param taken whether the money was taken
     */
    record Line(String key, String gatewayToken, long amountMinor, boolean taken) {}

    static List<Line> read(Path file) {
        try {
            List<Line> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String[] part = line.split(" ");
                lines.add(new Line(part[0], part[1], Long.parseLong(part[2]), part[3].equals(TAKEN)));
            }
            return lines;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public Outcome charge(Charge charge) {
        Outcome outcome = gateway.charge(charge);
        note(charge.idempotencyKey(), charge.gatewayToken(), charge.amountMinor(), outcome);
        return outcome;
    }

    @Override
    public Outcome find(String tenantId, String idempotencyKey) {
        Outcome outcome = gateway.find(tenantId, idempotencyKey);
        note(idempotencyKey, "-", 0, outcome);
        return outcome;
    }

    @Override
    public RefundOutcome refund(Refund refund) {
        return gateway.refund(refund);
    }

    private void note(String key, String token, long amountMinor, Outcome outcome) {
        String said = outcome instanceof Outcome.Succeeded
                ? TAKEN
                : outcome.getClass().getSimpleName();
        try {
            Files.writeString(
                    file,
                    "%s %s %d %s%n".formatted(key, token, amountMinor, said),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
