package dev.cauce.ml.churn;

import dev.cauce.ml.churn.model.FeatureRow;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The customers of the Telco file as feature rows: the outcome is the outcome and nothing else. */
public final class TelcoCustomers {
    private static final Set<String> NUMBERS = Set.of("tenure", "MonthlyCharges", "TotalCharges");

    private TelcoCustomers() {}

    public static List<FeatureRow> rows() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.file("telco_churn/Telco-Customer-Churn.csv"));
        String[] header = lines.getFirst().split(",", -1);
        return lines.stream()
                .skip(1)
                .map(line -> row(header, line.split(",", -1)))
                .toList();
    }

    private static FeatureRow row(String[] header, String[] cells) {
        Map<String, Double> numeric = new TreeMap<>();
        Map<String, String> categorical = new TreeMap<>();
        for (int i = 1; i < header.length - 1; i++) {
            if (!NUMBERS.contains(header[i])) {
                categorical.put(header[i], cells[i]);
            } else if (!cells[i].isBlank()) {
                numeric.put(header[i], Double.valueOf(cells[i]));
            }
        }
        return FeatureRow.of(cells[0], numeric, categorical, "Yes".equals(cells[header.length - 1]));
    }
}
