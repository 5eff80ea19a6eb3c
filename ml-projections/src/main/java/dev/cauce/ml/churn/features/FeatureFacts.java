package dev.cauce.ml.churn.features;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewIndexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Reads what {@link FeatureFactsProjection} keeps. */
public final class FeatureFacts implements ViewIndexes {
    private static final int PAGE = 2000;

    private final MongoOperations mongo;

    public FeatureFacts(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.ascending(FeatureFactsProjection.FACTS, "account");
        indexes.list(FeatureFactsProjection.FACTS, List.of("tenantId"), "account");
    }

    /** The histories of these accounts; of an account without facts there is none. */
    public List<AccountHistory> of(TenantId tenantId, Collection<String> accountIds) {
        List<String> accounts =
                accountIds.stream().map(id -> documentId(tenantId, id)).toList();
        return histories(find(new Query(Criteria.where("account").in(accounts))));
    }

    /** All histories of a tenant, in pages of bounded size, each account whole and once. */
    public void forEachPage(TenantId tenantId, Consumer<List<AccountHistory>> page) {
        String after = null;
        boolean more = true;
        while (more) {
            List<StoredFact> facts = find(next(tenantId, after));
            more = facts.size() == PAGE;
            if (more) {
                String last = facts.getLast().account();
                facts = new ArrayList<>(facts);
                facts.removeIf(fact -> fact.account().equals(last)); // the page may have cut it
                facts.addAll(find(new Query(Criteria.where("account").is(last))));
                after = last;
            }
            page.accept(histories(facts));
        }
    }

    private List<StoredFact> find(Query query) {
        return mongo.find(query, StoredFact.class, FeatureFactsProjection.FACTS);
    }

    /** Whether every fact from before this request for training is there. */
    public boolean hasReached(TenantId tenantId, String trainingId) {
        return mongo.findById(documentId(tenantId, trainingId), Document.class, FeatureFactsProjection.MARKS) != null;
    }

    private static Query next(TenantId tenantId, @Nullable String after) {
        Criteria where = Criteria.where("tenantId").is(tenantId.value());
        return new Query(after == null ? where : where.and("account").gt(after))
                .with(Sort.by("account", "_id"))
                .limit(PAGE);
    }

    private static List<AccountHistory> histories(List<StoredFact> facts) {
        Map<String, List<FeatureFact>> byAccount = new LinkedHashMap<>();
        facts.forEach(fact -> byAccount
                .computeIfAbsent(fact.accountId(), id -> new ArrayList<>())
                .add(fact.fact()));
        List<AccountHistory> histories = new ArrayList<>(byAccount.size());
        byAccount.forEach((accountId, ofAccount) -> histories.add(new AccountHistory(accountId, ofAccount)));
        return histories;
    }

    private record Pair(String name, String value) {}

    private record StoredFact(
            String account,
            String accountId,
            String kind,
            String stream,
            long sequence,
            Instant happenedAt,
            Instant recordedAt,
            List<Pair> details,
            List<Pair> attributes) {

        FeatureFact fact() {
            return new FeatureFact(
                    FeatureFact.Kind.valueOf(kind),
                    stream,
                    sequence,
                    happenedAt,
                    recordedAt,
                    byName(details),
                    byName(attributes));
        }

        private static SortedMap<String, String> byName(List<Pair> pairs) {
            SortedMap<String, String> values = new TreeMap<>();
            pairs.forEach(pair -> values.put(pair.name(), pair.value()));
            return values;
        }
    }
}
