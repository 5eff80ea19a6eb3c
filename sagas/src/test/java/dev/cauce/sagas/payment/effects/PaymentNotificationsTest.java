package dev.cauce.sagas.payment.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.payment.DisputeStage;
import dev.cauce.contracts.payment.GatewayAnswer;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.RecordDispute;
import dev.cauce.contracts.payment.RecordPaymentOutcome;
import dev.cauce.contracts.payment.RecordRefundOutcome;
import dev.cauce.contracts.payment.RefundAnswer;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.rejection.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentNotificationsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final PaymentId PAYMENT = new PaymentId("p-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SUCCEEDED = """
            {"id":"evt_1","type":"payment.succeeded","key":"acme/payment/p-1/2","gatewayPaymentId":"ch_2"}""";

    private final List<CommandMessage<?>> sent = new ArrayList<>();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final NotificationSignature signature =
            new NotificationSignature("a-secret-of-32-bytes-and-no-less".getBytes(StandardCharsets.UTF_8));
    private final NotificationForm form = new OwnNotificationForm(signature);
    private final PaymentNotifications notifications = new PaymentNotifications(
            new CommandSender(bus, () -> 0L, Duration.ofSeconds(5)), Clock.fixed(NOON, ZoneOffset.UTC));

    @BeforeEach
    void listen() {
        for (Class<?> command : List.of(RecordPaymentOutcome.class, RecordRefundOutcome.class, RecordDispute.class)) {
            bus.subscribe(command.getName(), message -> {
                sent.add(message);
                return null;
            });
        }
    }

    private Object told(String body) {
        notifications.receive(form, ACME, signature.header("acme", NOON, body), body);
        return sent.getLast().getPayload();
    }

    private @Nullable ErrorCode refused(@Nullable String header, String body) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> notifications.receive(form, ACME, header, body));
        return rejected == null ? null : rejected.code();
    }

    @Nested
    class Telling {

        @Test
        void recordsTheOutcomeAsTheGatewayOfTheTenant() {
            assertThat(told(SUCCEEDED))
                    .isEqualTo(new RecordPaymentOutcome(
                            ACME, PAYMENT, 2, GatewayAnswer.SUCCEEDED, "ch_2", null, null, null));
            assertThat(sent.getLast().getMetaData())
                    .containsEntry(MetadataKey.TENANT_ID, "acme")
                    .containsEntry(MetadataKey.ACTOR, "payment-gateway@notifications")
                    .containsEntry(MetadataKey.ROLES, "PROCESS");
        }

        @Test
        void knowsEachKind() {
            assertThat(told("""
                    {"type":"payment.declined","key":"acme/payment/p-1/1","declineCode":"expired_card",
                     "networkCode":"14","adviceCode":"03"}"""))
                    .isEqualTo(new RecordPaymentOutcome(
                            ACME, PAYMENT, 1, GatewayAnswer.DECLINED, null, "expired_card", "14", "03"));
            assertThat(told("{\"type\":\"refund.succeeded\",\"key\":\"acme/payment/p-1/refund/r-1\"}"))
                    .isEqualTo(
                            new RecordRefundOutcome(ACME, PAYMENT, new RefundId("r-1"), RefundAnswer.SUCCEEDED, null));
            assertThat(told("""
                    {"type":"refund.failed","key":"acme/payment/p-1/refund/r-1","declineCode":"closed"}"""))
                    .isEqualTo(
                            new RecordRefundOutcome(ACME, PAYMENT, new RefundId("r-1"), RefundAnswer.FAILED, "closed"));
            assertThat(told("""
                    {"type":"dispute.opened","key":"acme/payment/p-1/1","disputeId":"dp_1","amountMinor":4900,
                     "reason":"fraudulent"}"""))
                    .isEqualTo(new RecordDispute(ACME, PAYMENT, "dp_1", DisputeStage.OPENED, 4_900, "fraudulent"));
            assertThat(told("{\"type\":\"dispute.won\",\"key\":\"acme/payment/p-1/1\",\"disputeId\":\"dp_1\"}"))
                    .isEqualTo(new RecordDispute(ACME, PAYMENT, "dp_1", DisputeStage.WON, 0, "general"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":\"payout.paid\",\"key\":\"acme/payment/p-1/1\"}",
                    "{\"type\":\"payment.succeeded\",\"key\":\"other/payment/p-1/1\",\"gatewayPaymentId\":\"x\"}",
                    "{\"type\":\"payment.succeeded\",\"key\":\"acme/payment/p-1/99999999999\"}",
                    "{\"type\":\"payment.succeeded\",\"key\":\"../../x\"}"
                })
        void doesNothingWithWhatIsNotForIt(String body) {
            notifications.receive(form, ACME, signature.header("acme", NOON, body), body);

            assertThat(sent).isEmpty();
        }
    }

    @Nested
    class Refusing {

        @ParameterizedTest
        @ValueSource(strings = {"", "t=1", "v1=00", "t=soon,v1=zz", "t=1,v1=0011", "nonsense"})
        void whatIsNoSignature(String header) {
            assertThat(refused(header, SUCCEEDED)).isEqualTo(ErrorCode.NOTIFICATION_SIGNATURE_WRONG);
            assertThat(refused(null, SUCCEEDED)).isEqualTo(ErrorCode.NOTIFICATION_SIGNATURE_WRONG);
        }

        @Test
        void anotherBodyAnotherTenantAndAnotherTime() {
            String header = signature.header("acme", NOON, SUCCEEDED);

            assertThat(refused(header, SUCCEEDED + " ")).isEqualTo(ErrorCode.NOTIFICATION_SIGNATURE_WRONG);
            assertThat(refused(signature.header("other", NOON, SUCCEEDED), SUCCEEDED))
                    .isEqualTo(ErrorCode.NOTIFICATION_SIGNATURE_WRONG);
            assertThat(refused(
                            header.replace("t=" + NOON.getEpochSecond(), "t=" + (NOON.getEpochSecond() + 1)),
                            SUCCEEDED))
                    .isEqualTo(ErrorCode.NOTIFICATION_SIGNATURE_WRONG);
            assertThat(sent).isEmpty();
        }

        @Test
        void whatWasSignedLongAgoOrInTheFuture() {
            assertThat(refused(signature.header("acme", NOON.minusSeconds(301), SUCCEEDED), SUCCEEDED))
                    .isEqualTo(ErrorCode.NOTIFICATION_TOO_OLD);
            assertThat(refused(signature.header("acme", NOON.plusSeconds(301), SUCCEEDED), SUCCEEDED))
                    .isEqualTo(ErrorCode.NOTIFICATION_TOO_OLD);
            assertThat(refused(signature.header("acme", NOON.minusSeconds(300), SUCCEEDED), SUCCEEDED))
                    .isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null", "[]", "{", "{\"type\":\"payment.succeeded\"}", "{\"key\":\"x\"}", "7"})
        void aBodyThatIsNone(String body) {
            assertThat(refused(signature.header("acme", NOON, body), body)).isEqualTo(ErrorCode.INVALID_REQUEST);
        }
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        String header = signature.header("acme", NOON, SUCCEEDED) + ",v1=" + "0".repeat(64);

        assertThat(refused(header, SUCCEEDED)).isNull();
    }
}
