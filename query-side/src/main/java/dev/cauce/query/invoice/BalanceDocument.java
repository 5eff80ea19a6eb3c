package dev.cauce.query.invoice;

import dev.cauce.contracts.invoice.CreditBalance;
import java.util.List;
import java.util.Map;
import org.springframework.data.annotation.Id;

/** What an account has in credit by currency, as {@link InvoicesProjection} keeps it. */
record BalanceDocument(@Id String id, Map<String, Long> credits) {

    List<CreditBalance> balances() {
        return credits.entrySet().stream()
                .filter(credit -> credit.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(credit -> new CreditBalance(credit.getKey(), credit.getValue()))
                .toList();
    }
}
