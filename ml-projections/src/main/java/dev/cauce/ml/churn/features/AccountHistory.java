package dev.cauce.ml.churn.features;

import dev.cauce.ml.churn.features.FeatureFact.Kind;
import dev.cauce.ml.churn.model.FeatureRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All facts of one account, and what follows from them as of a time.
 *
 * <p>A fact is in a row when it had happened by then <em>and</em> was known by then. Known is when it was recorded; but
 * what an import tells of a customer's past (registration, start and end of a subscription) the company knew when it
 * happened. The attributes of an imported customer are as of the day of the table, which no event says: a training as
 * of an earlier day would learn from the future.
 */
public final class AccountHistory {
    private static final String SUBSCRIPTION = "subscription:";
    private static final String IMPORT = "IMPORT";
    private static final Comparator<FeatureFact> AS_IT_HAPPENED = Comparator.comparing(FeatureFact::happenedAt)
            .thenComparing(FeatureFact::recordedAt)
            .thenComparing(FeatureFact::stream)
            .thenComparingLong(FeatureFact::sequence);

    private final String accountId;
    private final List<FeatureFact> facts;
    private final boolean imported;

    public AccountHistory(String accountId, List<FeatureFact> facts) {
        this.accountId = accountId;
        this.facts = facts.stream().sorted(AS_IT_HAPPENED).toList();
        this.imported = facts.stream()
                .anyMatch(fact -> fact.kind() == Kind.REGISTERED
                        && IMPORT.equals(fact.details().get("origin")));
    }

    public String accountId() {
        return accountId;
    }

    /** When the newest fact was recorded; empty without facts. */
    public Optional<Instant> lastRecordedAt() {
        return facts.stream().map(FeatureFact::recordedAt).max(Comparator.naturalOrder());
    }

    /**
     * Whether the account had a subscription or trial that had not ended before this time, and was not closed.
     *
     * @param knownBy beginnings that were recorded later do not count
     */
    public boolean isCustomer(Instant at, Instant knownBy) {
        return !live(at, knownBy).isEmpty();
    }

    private Set<String> live(Instant at, Instant knownBy) {
        Set<String> live = new HashSet<>();
        for (FeatureFact fact : facts) {
            if (fact.kind().begins()
                    && !fact.happenedAt().isAfter(at)
                    && !knownAt(fact).isAfter(knownBy)) {
                live.add(fact.stream());
            } else if (fact.kind().ends() && fact.happenedAt().isBefore(at)) {
                if (fact.kind() == Kind.CLOSED) {
                    return Set.of();
                }
                live.remove(fact.stream());
            }
        }
        return live;
    }

    /**
     * The ids of the subscriptions and trials that had not ended before this time, sorted; empty once it was closed.
     */
    public List<String> liveSubscriptions(Instant at, Instant knownBy) {
        return live(at, knownBy).stream()
                .filter(stream -> stream.startsWith(SUBSCRIPTION))
                .map(stream -> stream.substring(SUBSCRIPTION.length()))
                .sorted()
                .toList();
    }

    /** When the account ceased to be a customer; empty while it is one, or if it never was. */
    public Optional<Instant> leftAt() {
        Set<String> live = new HashSet<>();
        Instant left = null;
        for (FeatureFact fact : facts) {
            if (fact.kind().begins()) {
                live.add(fact.stream());
                left = null;
            } else if (fact.kind() == Kind.CLOSED) {
                return Optional.of(left == null || left.isAfter(fact.happenedAt()) ? fact.happenedAt() : left);
            } else if (fact.kind().ends() && live.remove(fact.stream()) && live.isEmpty()) {
                left = fact.happenedAt();
            }
        }
        return Optional.ofNullable(left);
    }

    /** What was known of the account as of this time; nothing that happened or was recorded after it. */
    public FeatureRow rowAsOf(Instant asOf) {
        return rowAsOf(asOf, null);
    }

    /**
     * The row to learn from: what was known as of a time, and whether the account left in the time after it.
     *
     * @param end the end of that time, exclusive; all that happened before it is recorded by now
     * @return empty when the account was no customer as of the time
     */
    public Optional<FeatureRow> trainingRow(Instant asOf, Instant end) {
        return isCustomer(asOf, asOf) ? Optional.of(rowAsOf(asOf, !isCustomer(end, Instant.MAX))) : Optional.empty();
    }

    private FeatureRow rowAsOf(Instant asOf, @Nullable Boolean outcome) {
        RowBuilder row = new RowBuilder(accountId, asOf);
        facts.stream().filter(fact -> isHistory(fact, asOf)).forEach(row::add);
        return row.build(outcome);
    }

    private boolean isHistory(FeatureFact fact, Instant asOf) {
        boolean happened = fact.kind().ends()
                ? fact.happenedAt().isBefore(asOf)
                : !fact.happenedAt().isAfter(asOf);
        return happened && !knownAt(fact).isAfter(asOf);
    }

    private Instant knownAt(FeatureFact fact) {
        return imported && fact.kind().toldByImports() ? fact.happenedAt() : fact.recordedAt();
    }
}
