package dev.cauce.application.crash;

import dev.cauce.adapters.mail.Outbox;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.time.BusinessClock;
import dev.cauce.sagas.onboarding.effects.MailPort;
import dev.cauce.sagas.payment.effects.PaymentGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * What the proof puts around the application in its process: business time comes from a file, so that weeks of
 * deadlines pass while it runs and stand still while it is looked at; and each mail that is handed over leaves a line,
 * so that a second one can be told from the first, and so does each answer of the payment gateway.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(ProvenSurroundings.FOLDER)
public class ProvenSurroundings {

    /** The folder of the two files. */
    public static final String FOLDER = "cauce.proof.folder";

    private static final long LOOK_MILLIS = 20;

    static Path timeFile(Path folder) {
        return folder.resolve("business-time");
    }

    /** What time the process last went on to. */
    static Path seenFile(Path folder) {
        return folder.resolve("business-time-seen");
    }

    static Path mailFile(Path folder) {
        return folder.resolve("mails");
    }

    static Path chargeFile(Path folder) {
        return folder.resolve("charges");
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService businessTimeFromFile(BusinessClock clock, @Value("${" + FOLDER + "}") Path folder) {
        Path file = timeFile(folder);
        Runnable follow = () -> {
            Instant now = read(file);
            if (!now.equals(clock.instant())) {
                clock.set(now);
                note(seenFile(folder), now);
            }
        };
        clock.set(read(file));
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("business-time").daemon().factory());
        var _ = thread.scheduleWithFixedDelay(follow, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return thread;
    }

    @Bean
    @Primary
    MailPort notedMails(Outbox outbox, @Value("${" + FOLDER + "}") Path folder) {
        Path file = mailFile(folder);
        return mail -> {
            String content = RequestStream.sha256(mail.to() + "\n" + mail.subject() + "\n" + mail.body());
            try {
                Files.writeString(
                        file, mail.id() + " " + content + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
            outbox.send(mail);
        };
    }

    @Bean
    @Primary
    PaymentGateway notedCharges(
            @Qualifier("paymentGateway") PaymentGateway gateway, @Value("${" + FOLDER + "}") Path folder) {
        return new GatewayLedger(gateway, chargeFile(folder));
    }

    private static void note(Path file, Instant now) {
        try {
            Files.writeString(file, now.toString());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static Instant read(Path file) {
        try {
            return Instant.parse(Files.readString(file).strip());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
