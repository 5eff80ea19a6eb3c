package dev.cauce.ml.churn;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.ml.churn.model.FeatureRow;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Histories of customers as an import tells them: registered, subscribed, and cancelled on the day of the table. */
public final class Histories {
    public static final TenantId TENANT = new TenantId("acme");
    public static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant IMPORTED_AT = Instant.parse("2026-05-01T00:00:00Z");

    private Histories() {}

    /** Made-up customers. */
    public static void recordMadeUp(ChurnPipeline pipeline, int count, long seed) {
        for (FeatureRow row : MadeUpCustomers.rows(count, seed)) {
            Map<String, String> attributes = new TreeMap<>(row.categorical());
            row.numeric().forEach((name, value) -> attributes.put(name, value.toString()));
            Instant since = AS_OF.minus(
                    Duration.ofDays(30 * row.numeric().get("tenureMonths").longValue()));
            long amount = Math.round(row.numeric().get("price") * 100);
            recordCustomer(pipeline, row.accountId(), since, attributes, "growth", amount, row.outcome());
        }
    }

    /** The Telco file, as the mapping in the samples has it. */
    public static void recordTelco(ChurnPipeline pipeline) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.file("telco_churn/Telco-Customer-Churn.csv"));
        String[] header = lines.getFirst().split(",", -1);
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> cells = new TreeMap<>();
            String[] values = line.split(",", -1);
            for (int i = 0; i < header.length; i++) {
                if (!values[i].isBlank()) {
                    cells.put(header[i], values[i].strip());
                }
            }
            String id = cells.remove("customerID");
            boolean left = "Yes".equals(cells.remove("Churn"));
            Instant since = AS_OF.atOffset(ZoneOffset.UTC)
                    .minusMonths(Long.parseLong(cells.get("tenure")))
                    .toInstant();
            long amount = Math.round(Double.parseDouble(cells.get("MonthlyCharges")) * 100);
            recordCustomer(pipeline, id, since, cells, cells.get("Contract"), amount, left);
        }
    }

    private static void recordCustomer(
            ChurnPipeline pipeline,
            String id,
            Instant since,
            Map<String, String> attributes,
            String plan,
            long amountMinor,
            boolean left) {
        AccountId account = new AccountId(id);
        SubscriptionId subscription = new SubscriptionId("s-" + id);
        pipeline.record("account:" + id, IMPORTED_AT, registered(account, since, attributes));
        SubscriptionStarted started = new SubscriptionStarted(
                TENANT,
                subscription,
                account,
                new PlanId(plan.toLowerCase(Locale.ROOT).replace(' ', '-')),
                "USD",
                BillingInterval.MONTH,
                amountMinor,
                since,
                since,
                since.plus(Duration.ofDays(30)));
        pipeline.record("subscription:" + id, IMPORTED_AT, started);
        if (left) {
            pipeline.record(
                    "subscription:" + id,
                    IMPORTED_AT,
                    new SubscriptionCancelled(TENANT, subscription, account, CancellationReason.UNKNOWN, AS_OF));
        }
    }

    private static AccountRegistered registered(AccountId account, Instant since, Map<String, String> attributes) {
        return new AccountRegistered(
                TENANT,
                account,
                "Customer " + account,
                null,
                account + "@example.invalid",
                "fingerprint",
                "UTC",
                "US",
                Origin.IMPORT,
                since,
                Attributes.of(attributes));
    }
}
