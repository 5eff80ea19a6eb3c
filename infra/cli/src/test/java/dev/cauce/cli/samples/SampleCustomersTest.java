package dev.cauce.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.cli.CommandLine;
import dev.cauce.cli.standin.StandInCauce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SampleCustomersTest {
    private static final Path SAMPLES = Path.of("..", "samples");

    @TempDir
    Path folder;

    @Test
    void shipAsTheyAreMade() throws Exception {
        assertThat(Files.readString(SAMPLES.resolve("customers.csv"))).isEqualTo(SampleCustomers.csv());
    }

    @Test
    void areImportedWholeByTheirMapping() throws Exception {
        try (StandInCauce server = new StandInCauce()) {
            CommandLine command = new CommandLine(
                    Map.of("CAUCE_URL", server.url().toString(), "CAUCE_TOKEN", "token-0"),
                    Instant.parse("2026-11-24T12:00:00Z"));

            int code = command.run(
                    "import",
                    "customers",
                    SAMPLES.resolve("customers.csv").toString(),
                    "--mapping",
                    SAMPLES.resolve("customers.mapping.yaml").toString(),
                    "--report",
                    folder.resolve("rejected.csv").toString());

            assertThat(code).as(command.out() + command.err()).isZero();
            assertThat(server.plans()).containsOnlyKeys("starter", "growth", "scale");
            assertThat(server.accounts()).hasSize(SampleCustomers.ROWS);
            assertThat(server.subscriptions()).hasSize(SampleCustomers.ROWS);
            assertThat(server.cancellations()).hasSizeBetween(80, 160);
            JsonNode attributes = server.accounts().get("c-0001").path("attributes");
            assertThat(attributes.propertyNames())
                    .contains("seats", "nps", "failed_payments_12m", "plan", "price")
                    .doesNotContain("ended", "started", "email", "company", "contact", "customer_id");
        }
    }

    @Test
    void theTelcoMappingFitsItsTable() throws Exception {
        // Two rows in the form of the table, made up here: the table itself is not ours to ship.
        Path table = Files.writeString(folder.resolve("telco.csv"), """
                customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,MultipleLines,InternetService,OnlineSecurity,OnlineBackup,DeviceProtection,TechSupport,StreamingTV,StreamingMovies,Contract,PaperlessBilling,PaymentMethod,MonthlyCharges,TotalCharges,Churn
                0000-AAAAA,Female,0,Yes,No,0,No,No phone service,DSL,No,Yes,No,No,No,No,Two year,Yes,Mailed check,29.85, ,No
                0001-BBBBB,Male,1,No,No,14,Yes,No,Fiber optic,No,No,No,No,Yes,No,Month-to-month,Yes,Electronic check,79.9,1118.6,Yes
                """);
        try (StandInCauce server = new StandInCauce()) {
            CommandLine command =
                    new CommandLine(Map.of("CAUCE_URL", server.url().toString(), "CAUCE_TOKEN", "token-0"));

            int code = command.run(
                    "import",
                    "customers",
                    table.toString(),
                    "--mapping",
                    SAMPLES.resolve("telco.mapping.yaml").toString(),
                    "--report",
                    folder.resolve("rejected.csv").toString());

            assertThat(code).as(command.out() + command.err()).isZero();
            JsonNode left = server.accounts().get("0001-BBBBB");
            assertThat(left.path("email").asString()).isEqualTo("0001-BBBBB@example.invalid");
            assertThat(left.path("customerSince").asString()).isEqualTo("2024-11-01T00:00:00Z");
            assertThat(left.path("attributes").propertyNames()).hasSize(19).doesNotContain("Churn", "customerID");
            assertThat(server.accounts().get("0000-AAAAA").path("attributes").has("TotalCharges"))
                    .isFalse();
            assertThat(server.subscriptions()
                            .get("0001-BBBBB-1")
                            .path("amountMinor")
                            .asLong())
                    .isEqualTo(7990);
            assertThat(server.subscriptions().get("0001-BBBBB-1").path("planId").asString())
                    .isEqualTo("telco-monthly");
            assertThat(server.cancellations()).containsOnlyKeys("0001-BBBBB-1");
        }
    }

    /**
     * A logistic regression on the first 400 rows, judged on the last 100: there is something to learn, and not
     * everything.
     */
    @Test
    void holdSomethingToLearn() {
        List<String> header = Arrays.asList(SampleCustomers.HEADER.split(","));
        List<String[]> rows = SampleCustomers.csv()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        List<String> features = List.of(
                "campaigns_per_month",
                "integrations",
                "logins_per_week",
                "support_tickets_90d",
                "first_response_hours",
                "failed_payments_12m",
                "onboarding_days");
        double[][] x = rows.stream()
                .map(row -> features.stream()
                        .mapToDouble(feature -> Double.parseDouble(row[header.indexOf(feature)]))
                        .toArray())
                .toArray(double[][]::new);
        boolean[] left = new boolean[rows.size()];
        IntStream.range(0, left.length).forEach(i -> left[i] = !rows.get(i)[header.indexOf("ended")].isEmpty());
        standardise(x);

        double auc = auc(weights(x, left, 400), x, left, 400);

        assertThat(auc).isBetween(0.70, 0.95);
    }

    private static void standardise(double[][] x) {
        for (int column = 0; column < x[0].length; column++) {
            int j = column;
            double mean = Arrays.stream(x).mapToDouble(row -> row[j]).average().orElseThrow();
            double spread = Math.sqrt(Arrays.stream(x)
                    .mapToDouble(row -> (row[j] - mean) * (row[j] - mean))
                    .average()
                    .orElseThrow());
            Arrays.stream(x).forEach(row -> row[j] = (row[j] - mean) / spread);
        }
    }

    private static double[] weights(double[][] x, boolean[] left, int rows) {
        double[] weights = new double[x[0].length + 1];
        for (int step = 0; step < 500; step++) {
            double[] gradient = new double[weights.length];
            for (int i = 0; i < rows; i++) {
                double error = (left[i] ? 1 : 0) - 1 / (1 + Math.exp(-score(weights, x[i])));
                gradient[weights.length - 1] += error;
                for (int j = 0; j < x[i].length; j++) {
                    gradient[j] += error * x[i][j];
                }
            }
            for (int j = 0; j < weights.length; j++) {
                weights[j] += gradient[j] / rows;
            }
        }
        return weights;
    }

    private static double score(double[] weights, double[] row) {
        double sum = weights[weights.length - 1];
        for (int j = 0; j < row.length; j++) {
            sum += weights[j] * row[j];
        }
        return sum;
    }

    private static double auc(double[] weights, double[][] x, boolean[] left, int from) {
        double won = 0;
        int pairs = 0;
        for (int i = from; i < x.length; i++) {
            for (int k = from; k < x.length; k++) {
                if (left[i] && !left[k]) {
                    double difference = score(weights, x[i]) - score(weights, x[k]);
                    won += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return won / pairs;
    }
}
