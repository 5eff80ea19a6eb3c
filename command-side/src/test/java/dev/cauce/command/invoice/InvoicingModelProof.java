package dev.cauce.command.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** See {@link InvoicingModel}: 1000 sequences of 100 random commands. */
class InvoicingModelProof {

    private static final int STEPS = 100;
    private static final Map<String, Integer> REACHED = new TreeMap<>();

    @Property(tries = 1000, seed = "20261124")
    void booksBalanceWhateverIsAsked(@ForAll("sequences") List<InvoicingModel.Step> steps) {
        try (InvoicingModel model = new InvoicingModel()) {
            steps.forEach(model::take);
            model.reached().forEach((event, count) -> REACHED.merge(event, count, Integer::sum));
        }
    }

    @Provide
    Arbitrary<List<InvoicingModel.Step>> sequences() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 100_000).withoutEdgeCases();
        return Combinators.combine(
                        Arbitraries.integers().between(0, InvoicingModel.kinds() - 1), number, number, number)
                .as(InvoicingModel.Step::new)
                .list()
                .ofSize(STEPS);
    }

    /** Sequences that reach nothing would prove nothing. */
    @AfterContainer
    static void reachesEveryEvent() {
        assertThat(REACHED)
                .containsKeys(
                        "InvoiceDrafted",
                        "InvoiceFinalised",
                        "InvoicePaymentRecorded",
                        "InvoicePaymentCredited",
                        "InvoicePaid",
                        "InvoiceVoided",
                        "InvoiceMarkedUncollectible",
                        "InvoiceWriteOffReversed",
                        "CreditNoteIssued",
                        "NumberDrawn",
                        "AccountCreditGranted",
                        "AccountCreditUsed");
        System.out.println(REACHED);
    }
}
