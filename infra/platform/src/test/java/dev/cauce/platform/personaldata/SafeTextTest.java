package dev.cauce.platform.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketRated;
import dev.cauce.platform.rejection.Rejected;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class SafeTextTest {

    private static AccountRegistered registered(String id) {
        return new AccountRegistered(
                new TenantId("acme"),
                new AccountId(id),
                "Ada Ltd",
                "Ada",
                "ada@example.invalid",
                "print",
                "UTC",
                null,
                Origin.values()[0],
                null,
                Attributes.of(Map.of("hobby", "whist")));
    }

    @Test
    void saysTypeAndIdsOfAnEventAndNothingElse() {
        assertThat(SafeText.of(registered("a-17"))).isEqualTo("AccountRegistered[tenantId=acme, accountId=a-17]");
    }

    @Test
    void saysAnAbsentIdAndTheSubject() {
        TicketRated rated = new TicketRated(new TenantId("acme"), new TicketId("t-1"), null, "a-17", 5, "Ada!", null);

        assertThat(SafeText.of(rated))
                .isEqualTo("TicketRated[tenantId=acme, ticketId=t-1, accountId=-, subjectId=a-17]");
    }

    @Test
    void saysThePayloadAndIdentifierOfAnAxonMessage() {
        GenericEventMessage<Object> message = new GenericEventMessage<>(
                "6f1c", registered("a-17"), MetaData.with("actor", "x"), java.time.Instant.EPOCH);

        assertThat(SafeText.of(message)).isEqualTo("AccountRegistered[tenantId=acme, accountId=a-17]#6f1c");
    }

    @Test
    void printsNoIdThatCouldForgeALine() {
        assertThat(SafeText.of(registered("a\n2026 ERROR all is lost")))
                .isEqualTo("AccountRegistered[tenantId=acme, accountId=(malformed)]");
    }

    @Test
    void namesFailuresWithoutTheirMessages() {
        Throwable failure = new IllegalStateException(
                "ada@example.invalid", new Rejected(ErrorCode.EMAIL_TAKEN, "the address is taken"));

        assertThat(SafeText.of(failure)).isEqualTo("IllegalStateException < Rejected[EMAIL_TAKEN]");
    }

    @Test
    void saysNullOfNothingAndTheTypeOfAnythingElse() {
        assertThat(SafeText.of(null)).isEqualTo("null");
        assertThat(SafeText.of("ada@example.invalid")).isEqualTo("String[]");
    }
}
