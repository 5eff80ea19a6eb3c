package dev.cauce.application.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What the events say of subscriptions, invoices, payments and dunning, and what must hold of it whatever crashed. */
final class BilledHistory {

    /** Renewals that are due at one moment are spread over so long. */
    private static final Duration SPREAD = Duration.ofMinutes(15);

    private static final String OPEN = "OPEN";
    private static final String CLOSED = "CLOSED";

    /** One subscription: the periods it was renewed to, and what it was charged. */
    private static final class Billed {
        private final List<Instant> starts = new ArrayList<>();
        private final List<Instant> ends = new ArrayList<>();
        private final List<Integer> renewals = new ArrayList<>();
        private final List<String> chargedFrom = new ArrayList<>();
        private boolean ended;
    }

    private final Map<String, Billed> subscriptions = new TreeMap<>();
    private final List<String> charged = new ArrayList<>();
    private final List<String> drafted = new ArrayList<>();
    private final Map<String, Long> receivable = new TreeMap<>();
    private final Map<String, List<Integer>> numbersOfYear = new TreeMap<>();
    private final Set<String> settled = new HashSet<>();
    private final Map<String, String> caseOfInvoice = new TreeMap<>();
    private final Map<String, String> invoiceOfKey = new HashMap<>();
    private final Map<String, Instant> pollOfInvoice = new HashMap<>();
    private final List<String> succeeded = new ArrayList<>();
    private int events;

    static BilledHistory read(ApiClient api) throws IOException {
        BilledHistory history = new BilledHistory();
        HistoryLines.read(api, "", history::add);
        return history;
    }

    private void add(JsonNode event) {
        events++;
        JsonNode data = event.path("data");
        String invoice = data.path("invoiceId").asString("");
        switch (HistoryLines.type(event)) {
            case "SubscriptionActivated", "SubscriptionRenewed" -> period(data);
            case "SubscriptionCancelled" -> billed(data).ended = true;
            case "SubscriptionCharged" -> {
                charged.add(invoice);
                for (JsonNode line : data.path("lines")) {
                    billed(data).chargedFrom.add(line.path("from").asString());
                }
            }
            case "InvoiceDrafted" -> drafted.add(invoice);
            case "InvoiceFinalised" -> {
                receivable.put(invoice, data.path("totalMinor").asLong());
                String[] number = data.path("number").asString().split("-");
                numbersOfYear
                        .computeIfAbsent(number[1], year -> new ArrayList<>())
                        .add(Integer.valueOf(number[2]));
            }
            case "InvoicePaid", "InvoiceVoided", "InvoiceMarkedUncollectible" -> settled.add(invoice);
            case "PaymentAttemptRequested" ->
                invoiceOfKey.put(data.path("idempotencyKey").asString(), invoice);
            case "PaymentOutcomeUnknown" ->
                pollOfInvoice.put(invoice, Instant.parse(data.path("nextPollAt").asString()));
            case "PaymentSucceeded" -> succeeded.add(invoice);
            case "DunningCaseOpened" -> caseOfInvoice.put(invoice, OPEN);
            case "DunningCaseClosed" -> caseOfInvoice.put(invoice, CLOSED);
            default -> {
                // Says nothing of money.
            }
        }
    }

    private void period(JsonNode data) {
        Billed billed = billed(data);
        billed.starts.add(Instant.parse(data.path("periodStart").asString()));
        billed.ends.add(Instant.parse(data.path("periodEnd").asString()));
        billed.renewals.add(data.path("renewals").asInt(0));
    }

    private Billed billed(JsonNode data) {
        return subscriptions.computeIfAbsent(data.path("subscriptionId").asString(), id -> new Billed());
    }

    /** Each period follows the one before it, was begun once and charged once. */
    void assertThatEachPeriodIsThereOnce() {
        subscriptions.forEach((id, billed) -> {
            for (int period = 0; period < billed.starts.size(); period++) {
                assertThat(billed.renewals.get(period)).as("renewals of %s", id).isEqualTo(period);
                if (period > 0) {
                    assertThat(billed.starts.get(period))
                            .as("start of a period of %s", id)
                            .isEqualTo(billed.ends.get(period - 1));
                }
            }
            assertThat(billed.chargedFrom)
                    .as("periods that %s was charged for", id)
                    .containsExactlyElementsOf(
                            billed.starts.stream().map(Instant::toString).toList());
        });
    }

    /** Each charge became one invoice, and each year's numbers have neither a gap nor a double. */
    void assertThatNoInvoiceIsLost() {
        assertThat(drafted).doesNotHaveDuplicates().hasSameElementsAs(charged).hasSameElementsAs(receivable.keySet());
        assertThat(charged).doesNotHaveDuplicates();
        numbersOfYear.forEach((year, numbers) -> {
            for (int at = 0; at < numbers.size(); at++) {
                assertThat(numbers.get(at)).as("numbers of %s", year).isEqualTo(at + 1);
            }
        });
    }

    /** By the gateway's own ledger: an invoice's money was taken once at most, and as much as was asked for. */
    void assertThatNobodyIsChargedTwice(Collection<GatewayLedger.Line> ledger) {
        Map<String, Set<String>> takenForInvoice = new TreeMap<>();
        Map<String, GatewayLedger.Line> known = new HashMap<>();
        for (GatewayLedger.Line line : ledger) {
            String invoice = invoiceOfKey.get(line.key());
            assertThat(invoice)
                    .as("the invoice of a charge under %s", line.key())
                    .isNotNull();
            if (line.taken()) {
                takenForInvoice.computeIfAbsent(invoice, id -> new TreeSet<>()).add(line.key());
            }
            if (line.amountMinor() != 0) {
                assertThat(line.amountMinor()).as("charge of %s", invoice).isEqualTo(receivable.get(invoice));
                GatewayLedger.Line before = known.putIfAbsent(line.key(), line);
                assertThat(before).as("what one key said before").isIn(null, line);
            }
        }
        assertThat(known.keySet()).as("keys that the gateway was asked under").isEqualTo(invoiceOfKey.keySet());
        assertThat(takenForInvoice)
                .allSatisfy((invoice, keys) ->
                        assertThat(keys).as("charges of %s", invoice).hasSize(1));
        assertThat(succeeded)
                .as("invoices that were paid, by event and by ledger")
                .doesNotHaveDuplicates()
                .hasSameElementsAs(takenForInvoice.keySet());
    }

    /**
     * Subscriptions whose period is over, and invoices that are neither settled nor anybody's case nor wait until it is
     * time to ask what became of their payment.
     */
    List<String> forgotten(Instant now) {
        List<String> forgotten = new ArrayList<>();
        subscriptions.forEach((id, billed) -> {
            if (!billed.ended
                    && (billed.ends.isEmpty()
                            || billed.ends.getLast().plus(SPREAD).isBefore(now))) {
                forgotten.add("subscription " + id);
            }
        });
        for (String invoice : charged) {
            boolean polled = pollOfInvoice.getOrDefault(invoice, Instant.MIN).isAfter(now);
            if (!settled.contains(invoice) && !caseOfInvoice.containsKey(invoice) && !polled) {
                forgotten.add("invoice " + invoice);
            }
        }
        return forgotten;
    }

    /** The invoices of cases that go on. */
    List<String> openCases() {
        return caseOfInvoice.entrySet().stream()
                .filter(each -> each.getValue().equals(OPEN))
                .map(Map.Entry::getKey)
                .toList();
    }

    int events() {
        return events;
    }

    int subscriptions() {
        return subscriptions.size();
    }

    @Override
    public String toString() {
        int renewals = subscriptions.values().stream()
                .mapToInt(billed -> Math.max(0, billed.starts.size() - 1))
                .sum();
        return "%d events, %d subscriptions with %d renewals, %d of them ended; %d invoices, numbers by year %s, %d settled; %d attempts, %d succeeded; %d dunning cases, %d of them open"
                .formatted(
                        events,
                        subscriptions.size(),
                        renewals,
                        subscriptions.values().stream()
                                .filter(billed -> billed.ended)
                                .count(),
                        charged.size(),
                        numbersOfYear.entrySet().stream()
                                .map(year ->
                                        year.getKey() + ": " + year.getValue().size())
                                .toList(),
                        settled.size(),
                        invoiceOfKey.size(),
                        succeeded.size(),
                        caseOfInvoice.size(),
                        openCases().size());
    }
}
