package dev.cauce.command;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.RecordActivity;
import dev.cauce.contracts.account.RegisterAccount;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.StartSubscription;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.ReplyToTicket;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ConditionalPermissionsTest {

    static final List<Command> BACKDATED = List.of(
            register(NOW),
            start(NOW),
            change(NOW),
            new CancelSubscription(TENANT, new SubscriptionId("s"), CancellationReason.PRICE, NOW));

    static final List<Command> OF_NOW = List.of(
            register(null),
            start(null),
            change(null),
            new CancelSubscription(TENANT, new SubscriptionId("s"), CancellationReason.PRICE, null),
            new RecordActivity(TENANT, new AccountId("a"), "login", 1, NOW),
            reply(ReplyAuthor.CUSTOMER));

    private static RegisterAccount register(@Nullable Instant since) {
        return new RegisterAccount(
                TENANT,
                new AccountId("a"),
                "Firm",
                null,
                "ada@example.invalid",
                "UTC",
                null,
                Origin.IMPORT,
                since,
                Attributes.none());
    }

    private static StartSubscription start(@Nullable Instant startedAt) {
        return new StartSubscription(
                TENANT,
                new SubscriptionId("s"),
                new AccountId("a"),
                new PlanId("p"),
                "EUR",
                BillingInterval.MONTH,
                null,
                startedAt);
    }

    private static ChangeSubscription change(@Nullable Instant changedAt) {
        return new ChangeSubscription(TENANT, new SubscriptionId("s"), null, null, 2L, ProrationMode.NONE, changedAt);
    }

    private static ReplyToTicket reply(ReplyAuthor author) {
        return new ReplyToTicket(TENANT, new TicketId("t"), author, "Text");
    }

    private static @Nullable Object sent(Command command, String roles) throws Exception {
        CommandMessage<?> message = new GenericCommandMessage<>(command, MetaData.with(MetadataKey.ROLES, roles));
        UnitOfWork<CommandMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(message);
        try {
            return new DefaultInterceptorChain<>(
                            unitOfWork, List.of(new ConditionalPermissions()), handled -> "handled")
                    .proceed();
        } finally {
            unitOfWork.rollback();
        }
    }

    private static void rejects(Command command, String roles, ErrorCode code) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> sent(command, roles))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @FieldSource("BACKDATED")
    void letsNobodyBackdateWithoutThePermission(Command command) {
        rejects(command, "SUCCESS,FINANCE", ErrorCode.BACKDATING_DENIED);
    }

    @ParameterizedTest
    @FieldSource("BACKDATED")
    void letsAWorkflowBackdate(Command command) throws Exception {
        assertThat(sent(command, "WORKFLOW")).isEqualTo("handled");
    }

    @ParameterizedTest
    @FieldSource("OF_NOW")
    void asksNothingMoreOfACommandOfNow(Command command) throws Exception {
        assertThat(sent(command, "CUSTOMER")).isEqualTo("handled");
    }

    @Test
    void letsNoCustomerSpeakAsAnAgent() {
        rejects(reply(ReplyAuthor.AGENT), "CUSTOMER", ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void letsSupportSpeakAsAnAgent() throws Exception {
        assertThat(sent(reply(ReplyAuthor.AGENT), "SUPPORT")).isEqualTo("handled");
    }
}
