package dev.cauce.command.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceStatus;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoiceStandingTest {

    @ParameterizedTest
    @CsvSource({
        "OPEN, 1, true",
        "OPEN, 0, false",
        "DRAFT, 1, false",
        "PAID, 0, false",
        "VOID, 0, false",
        "UNCOLLECTIBLE, 1, false"
    })
    void isReceivableWhereItIsOpenAndSomethingIsDue(InvoiceStatus status, long dueMinor, boolean receivable) {
        InvoiceStanding standing = new InvoiceStanding(
                new AccountId("acc-1"), new SubscriptionId("sub-1"), ChargeReason.RENEWAL, status, "EUR", 1, dueMinor);

        assertThat(standing.isReceivable()).isEqualTo(receivable);
    }
}
