package dev.cauce.cli.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Makes {@code infra/samples/customers.csv}: 500 invented customers of a company that sells AI for marketing. Whether
 * one left is drawn from a probability that depends on how the product is used, what support was like, and chance, so
 * there is something to learn and no perfect score to be had. The same seed makes the same file, byte for byte.
 */
final class SampleCustomers {
    static final int ROWS = 500;
    static final String HEADER =
            "customer_id,company,contact,email,country,time_zone,industry,acquired_by,plan,billing,price,"
                    + "currency,started,ended,seats,campaigns_per_month,channels,integrations,logins_per_week,share_of_ai_copy,"
                    + "support_tickets_90d,first_response_hours,failed_payments_12m,onboarding_days,nps";

    private static final long SEED = 20_261_001L;
    private static final LocalDate AS_OF = LocalDate.of(2026, 10, 1);
    private static final List<String> ADJECTIVES = List.of(
            "Amber", "Brisk", "Cobalt", "Daring", "Early", "Fern", "Gilded", "Humble", "Indigo", "Jolly", "Keen",
            "Lucid", "Mellow", "Nimble", "Olive", "Plain", "Quiet", "Russet", "Silver", "Tidal", "Upland", "Vivid",
            "Woven", "Young");
    private static final List<String> NOUNS = List.of(
            "Anchor",
            "Bakery",
            "Canvas",
            "Dock",
            "Engine",
            "Forge",
            "Garden",
            "Harbour",
            "Island",
            "Jar",
            "Kite",
            "Lantern",
            "Mill",
            "Needle",
            "Orchard",
            "Press",
            "Quarry",
            "River",
            "Studio",
            "Tailor",
            "Umbrella",
            "Valley",
            "Workshop",
            "Yard");
    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Bruno", "Carla", "Dario", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Luca",
            "Mara", "Nils", "Olga", "Pablo", "Quinn", "Rosa", "Sami", "Tessa", "Uwe", "Vera", "Wim", "Yara");
    private static final List<String> LAST_NAMES = List.of(
            "Abel", "Brandt", "Castro", "Diaz", "Ek", "Fabre", "Greco", "Holm", "Ibarra", "Jansen", "Kovar", "Lund",
            "Moreau", "Novak", "Ortega", "Petit", "Quiroga", "Rossi", "Santos", "Toth", "Urban", "Vidal", "Weber",
            "Zeman");
    private static final List<String> INDUSTRIES =
            List.of("retail", "travel", "software", "education", "health", "food", "media", "finance");
    private static final List<String> ACQUIRED_BY = List.of("referral", "search", "partner", "event", "outbound");
    private static final List<String[]> PLACES = List.of(
            new String[] {"ES", "Europe/Madrid"},
            new String[] {"DE", "Europe/Berlin"},
            new String[] {"FR", "Europe/Paris"},
            new String[] {"SE", "Europe/Stockholm"},
            new String[] {"IE", "Europe/Dublin"},
            new String[] {"PT", "Europe/Lisbon"});

    private final Random random = new Random(SEED);
    private final Set<String> companies = new HashSet<>();

    private SampleCustomers() {}

    /** The whole file. */
    static String csv() {
        SampleCustomers sample = new SampleCustomers();
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int number = 1; number <= ROWS; number++) {
            text.append(sample.row(number)).append('\n');
        }
        return text.toString();
    }

    /** Writes the file anew after a change here: {@code java … SampleCustomers infra/samples/customers.csv}. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), csv());
    }

    private String row(int number) {
        String company = company();
        String first = pick(FIRST_NAMES);
        String last = pick(LAST_NAMES);
        String[] place = PLACES.get(random.nextInt(PLACES.size()));
        int plan = random.nextDouble() < 0.5 ? 0 : random.nextDouble() < 0.7 ? 1 : 2;
        boolean yearly = random.nextDouble() < 0.25 + 0.15 * plan;
        int seats = 1 + (int) Math.round(Math.abs(random.nextGaussian()) * (2 + 6 * plan * plan));
        double engagement = random.nextGaussian();
        double care = random.nextGaussian();
        long campaigns = Math.max(0, Math.round(Math.exp(1.1 + 0.6 * plan + 0.55 * engagement)));
        int channels = bounded(1 + Math.round(1.2 + 0.6 * engagement + 0.7 * plan + 0.6 * random.nextGaussian()), 1, 6);
        int integrations = bounded(Math.round(1.5 + 0.9 * engagement + 0.8 * plan + random.nextGaussian()), 0, 12);
        double logins = Math.max(0, 4.5 + 2.6 * engagement + random.nextGaussian());
        int copy = bounded(Math.round(45 + 18 * engagement + 15 * random.nextGaussian()), 0, 100);
        int tickets = bounded(Math.round(Math.exp(0.5 - 0.55 * care + 0.4 * random.nextGaussian()) - 0.5), 0, 20);
        double response = Math.max(0.2, 7 - 3.2 * care + 1.6 * random.nextGaussian());
        int failed = random.nextDouble() < 0.2 ? 1 + random.nextInt(3) : 0;
        int onboarding = bounded(Math.round(16 - 5 * engagement + 6 * random.nextGaussian()), 1, 60);
        String nps = random.nextDouble() < 0.3
                ? ""
                : Integer.toString(
                        bounded(Math.round(6.8 + 1.1 * engagement + 1.2 * care + 1.3 * random.nextGaussian()), 0, 10));
        long months = 1 + random.nextInt(48);
        double risk = -1.55
                - 1.05 * engagement
                - 0.65 * care
                + 0.75 * failed
                + (yearly ? -0.9 : 0.25)
                - 0.28 * integrations
                - 0.018 * months
                + 0.5
                + 0.55 * random.nextGaussian();
        LocalDate started = AS_OF.minusMonths(months).plusDays(random.nextInt(28));
        String ended = "";
        if (random.nextDouble() < 1 / (1 + Math.exp(-risk))
                && started.plusDays(21).isBefore(AS_OF)) {
            long stayed = ChronoUnit.DAYS.between(started.plusDays(20), AS_OF);
            ended = AS_OF.minusDays(random.nextInt((int) Math.min(stayed, 240))).toString();
        }
        double price = new double[] {49, 199, 599}[plan] * (yearly ? 10 : 1) * (random.nextDouble() < 0.15 ? 0.9 : 1);
        String slug = company.toLowerCase(Locale.ROOT).replace(" ", "-");
        return String.join(
                ",",
                "c-%04d".formatted(number),
                company,
                first + " " + last,
                (first + "." + last).toLowerCase(Locale.ROOT) + "@" + slug + ".example",
                place[0],
                place[1],
                pick(INDUSTRIES),
                pick(ACQUIRED_BY),
                List.of("Starter", "Growth", "Scale").get(plan),
                yearly ? "yearly" : "monthly",
                String.format(Locale.ROOT, "%.2f", price),
                "EUR",
                started.toString(),
                ended,
                Integer.toString(seats),
                Long.toString(campaigns),
                Integer.toString(channels),
                Integer.toString(integrations),
                String.format(Locale.ROOT, "%.1f", logins),
                Integer.toString(copy),
                Integer.toString(tickets),
                String.format(Locale.ROOT, "%.1f", response),
                Integer.toString(failed),
                Integer.toString(onboarding),
                nps);
    }

    private String company() {
        String name;
        do {
            name = pick(ADJECTIVES) + " " + pick(NOUNS);
        } while (!companies.add(name));
        return name;
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private static int bounded(long value, int least, int most) {
        return (int) Math.max(least, Math.min(most, value));
    }
}
