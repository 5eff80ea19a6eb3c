package dev.cauce.application.topology;

import dev.cauce.adapters.paymentgateway.StripeGateway;
import dev.cauce.adapters.paymentgateway.StripeNotificationForm;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.sagas.payment.effects.NotificationSignature;
import dev.cauce.sagas.payment.effects.OwnNotificationForm;
import dev.cauce.sagas.payment.effects.PaymentNotifications;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the payment gateway tells, whichever process it reaches. */
@Configuration(proxyBeanMethods = false)
class PaymentNotificationsConfiguration {

    private static final int SECRET_BYTES = 32;

    @Bean
    NotificationSignature notificationSignature(
            @Value("${cauce.payments.notification-secret:}") String secret, DataFolder data) {
        return new NotificationSignature(
                (secret.isBlank() ? kept(data.part("payments").resolve("notification-secret")) : secret.strip())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Where no secret is named: one that is made at the first start and kept. */
    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(made);
                Path whole = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(
                        whole,
                        HexFormat.of().formatHex(made),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                Files.move(whole, file);
            }
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(
                    "The secret of payment notifications cannot be kept in " + file
                            + ": mend the folder's owner, or name one by cauce.payments.notification-secret.",
                    cause);
        }
    }

    @Bean
    OwnNotificationForm ownNotifications(NotificationSignature signature) {
        return new OwnNotificationForm(signature);
    }

    /** Where an endpoint of Stripe's is named by its secret. */
    @Bean
    @ConditionalOnProperty("cauce.payments.stripe.webhook-secret")
    StripeNotificationForm stripeNotifications(
            @Value("${cauce.payments.stripe.webhook-secret}") String secret,
            @Value("${cauce.payments.stripe.api-key}") String key,
            @Value("${cauce.payments.stripe.api-base:https://api.stripe.com}") String stripe) {
        return new StripeNotificationForm(secret.strip(), new StripeGateway(key.strip(), stripe)::keyOf);
    }

    /** Signatures are of the system's time, as tokens are. */
    @Bean
    PaymentNotifications paymentNotifications(CommandSender commands) {
        return new PaymentNotifications(commands, Clock.systemUTC());
    }

    @Bean(destroyMethod = "close")
    SandboxNotifications sandboxNotifications(
            NotificationSignature signature, OwnNotificationForm form, PaymentNotifications notifications) {
        return new SandboxNotifications(signature, form, notifications, Clock.systemUTC());
    }
}
