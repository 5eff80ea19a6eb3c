package dev.cauce.ml.churn;

import dev.cauce.ml.churn.model.FeatureRow;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Made-up customers who leave for reasons that a model can find: early, dear, without a contract, and unheard. */
public final class MadeUpCustomers {
    private MadeUpCustomers() {}

    public static List<FeatureRow> rows(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> row(i, random)).toList();
    }

    /** The same customers, whose end has nothing to do with them. */
    public static List<FeatureRow> withRandomOutcomes(int count, long seed) {
        Random outcomes = new Random(seed + 1);
        return rows(count, seed).stream()
                .map(row ->
                        FeatureRow.of(row.accountId(), row.numeric(), row.categorical(), outcomes.nextDouble() < 0.3))
                .toList();
    }

    private static FeatureRow row(int i, Random random) {
        double tenure = Math.floor(random.nextDouble() * 60);
        double price = 20 + 100 * random.nextDouble();
        String plan = List.of("starter", "growth", "scale").get(random.nextInt(3));
        String contract = random.nextInt(3) == 0 ? "yearly" : "monthly";
        Map<String, Double> numeric = new TreeMap<>(Map.of("tenureMonths", tenure, "price", price));
        if (random.nextInt(4) > 0) {
            numeric.put("satisfaction", (double) (1 + random.nextInt(5)));
        }
        double logOdds = -0.5
                - 0.06 * tenure
                + 0.02 * (price - 70)
                + (contract.equals("monthly") ? 1.2 : -1.2)
                - 0.5 * (numeric.getOrDefault("satisfaction", 3.0) - 3);
        boolean churned = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
        return FeatureRow.of("made-up-%05d".formatted(i), numeric, Map.of("plan", plan, "contract", contract), churned);
    }
}
