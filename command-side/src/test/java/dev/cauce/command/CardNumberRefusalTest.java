package dev.cauce.command;

import static dev.cauce.command.Fixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.RegisterAccount;
import dev.cauce.contracts.account.VerifyEmail;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.ticket.RateTicket;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.ReplyToTicket;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.rejection.Rejected;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.Test;

class CardNumberRefusalTest {

    private static final String CARD = "4111 1111 1111 1111";

    private final CardNumberRefusal refusal = new CardNumberRefusal();

    private CommandMessage<?> dispatched(Command command) {
        CommandMessage<?> message = GenericCommandMessage.asCommandMessage(command);
        return refusal.handle(List.of(message)).apply(0, message);
    }

    private void refuses(Command command) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> dispatched(command))
                .satisfies(rejected -> {
                    assertThat(rejected.code()).isEqualTo(ErrorCode.CARD_NUMBER_REFUSED);
                    assertThat(rejected.getMessage()).doesNotContain("4111");
                });
    }

    private static RegisterAccount register(String id, String company, Map<String, String> attributes) {
        return new RegisterAccount(
                TENANT,
                new AccountId(id),
                company,
                null,
                "ada@example.invalid",
                "UTC",
                null,
                Origin.SIGN_UP,
                null,
                Attributes.of(attributes));
    }

    @Test
    void refusesACardNumberInFreeText() {
        refuses(new ReplyToTicket(TENANT, new TicketId("t-1"), ReplyAuthor.CUSTOMER, "mine is " + CARD));
        refuses(new RateTicket(TENANT, new TicketId("t-1"), 5, CARD));
        refuses(new VerifyEmail(TENANT, new AccountId("acc-1"), CARD));
        refuses(register("acc-1", "Firm " + CARD, Map.of()));
    }

    @Test
    void refusesACardNumberInsideAttributes() {
        refuses(register("acc-1", "Firm", Map.of("note", CARD)));
        refuses(register("acc-1", "Firm", Map.of(CARD, "note")));
    }

    @Test
    void letsPassWhatHasNone() {
        RegisterAccount command = register("acc-1", "Firm", Map.of("phone", "+49 1512 3456789", "seats", "7"));

        assertThat(dispatched(command).getPayload()).isEqualTo(command);
    }

    @Test
    void letsPassIdsThatHappenToPassTheCheckDigit() {
        RegisterAccount command = register("4111111111111111", "Firm", Map.of());

        assertThat(dispatched(command).getPayload()).isEqualTo(command);
    }
}
