package dev.cauce.query.retention;

import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.retention.FindRetentionCase;
import dev.cauce.contracts.retention.FindRetentionEffect;
import dev.cauce.contracts.retention.ListRetentionCases;
import dev.cauce.contracts.retention.ListRetentionPolicies;
import dev.cauce.contracts.retention.RetainedShare;
import dev.cauce.contracts.retention.RetentionCasePage;
import dev.cauce.contracts.retention.RetentionCaseView;
import dev.cauce.contracts.retention.RetentionEffectList;
import dev.cauce.contracts.retention.RetentionEffectView;
import dev.cauce.contracts.retention.RetentionGroup;
import dev.cauce.contracts.retention.RetentionPolicyList;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.WilsonInterval;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.GroupOperation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Answers questions about retention from the views of this package. */
public final class RetentionQueries implements ViewIndexes {

    private static final String SORTED_BY = "openedAt";
    private static final List<Integer> DAYS = List.of(30, 60, 90);

    private final MongoOperations mongo;

    public RetentionQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.list(RetentionCasesProjection.NAME, List.of("tenantId"), SORTED_BY);
        indexes.list(RetentionCasesProjection.NAME, List.of("tenantId", "group"), SORTED_BY);
        indexes.list(RetentionCasesProjection.POLICIES, List.of("tenantId"), "effectiveFrom");
    }

    @QueryHandler
    @Nullable
    RetentionCaseView handle(FindRetentionCase query) {
        RetentionCaseDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.accountId() + "/" + query.caseNumber()),
                RetentionCaseDocument.class,
                RetentionCasesProjection.NAME);
        return found == null ? null : found.view();
    }

    @QueryHandler
    RetentionCasePage handle(ListRetentionCases query) {
        Criteria filters = ofTenant(query.tenantId());
        if (query.group() != null) {
            filters = filters.and("group").is(query.group().name());
        }
        Keyset keyset = new Keyset(SORTED_BY, Direction.DESCENDING, query.cursor(), query.limit());
        return keyset.page(
                mongo.find(keyset.applyTo(filters), RetentionCaseDocument.class, RetentionCasesProjection.NAME),
                RetentionCaseDocument::view,
                row -> new Keyset.Key(row.openedAt(), row.id()),
                RetentionCasePage::new);
    }

    @QueryHandler
    RetentionPolicyList handle(ListRetentionPolicies query) {
        Query ofTenant = new Query(ofTenant(query.tenantId())).with(Sort.by("effectiveFrom", "_id"));
        return new RetentionPolicyList(
                mongo.find(ofTenant, RetentionPolicyDocument.class, RetentionCasesProjection.POLICIES).stream()
                        .map(RetentionPolicyDocument::view)
                        .toList());
    }

    /** Of every policy and day of which anything was measured in either group. */
    @QueryHandler
    RetentionEffectList handle(FindRetentionEffect query) {
        GroupOperation sums = Aggregation.group("policyVersion", "group");
        for (int day : DAYS) {
            sums = sums.sum(RetentionCasesProjection.MEASURED + day)
                    .as(RetentionCasesProjection.MEASURED + day)
                    .sum(RetentionCasesProjection.RETAINED + day)
                    .as(RetentionCasesProjection.RETAINED + day);
        }
        Map<String, Map<RetentionGroup, Document>> byPolicy = new TreeMap<>();
        mongo.aggregate(
                        Aggregation.newAggregation(Aggregation.match(ofTenant(query.tenantId())), sums),
                        RetentionCasesProjection.NAME,
                        Document.class)
                .forEach(row -> {
                    Document key = row.get("_id", Document.class);
                    byPolicy.computeIfAbsent(
                                    key.getString("policyVersion"), policy -> new EnumMap<>(RetentionGroup.class))
                            .put(RetentionGroup.valueOf(key.getString("group")), row);
                });
        List<RetentionEffectView> effects = new ArrayList<>();
        byPolicy.forEach((policyVersion, groups) -> {
            for (int day : DAYS) {
                RetainedShare treated = share(groups.get(RetentionGroup.TREATED), day);
                RetainedShare holdout = share(groups.get(RetentionGroup.HOLDOUT), day);
                if (treated.measured() + holdout.measured() > 0) {
                    NewcombeInterval effect = NewcombeInterval.of(interval(treated), interval(holdout));
                    effects.add(new RetentionEffectView(
                            policyVersion, day, treated, holdout, effect.difference(), effect.low(), effect.high()));
                }
            }
        });
        return new RetentionEffectList(effects);
    }

    private static Criteria ofTenant(TenantId tenantId) {
        return Criteria.where("tenantId").is(tenantId.value());
    }

    private static RetainedShare share(@Nullable Document row, int day) {
        long measured = count(row, RetentionCasesProjection.MEASURED + day);
        long retained = count(row, RetentionCasesProjection.RETAINED + day);
        WilsonInterval share = WilsonInterval.of(retained, measured);
        return new RetainedShare(measured, retained, share.rate(), share.low(), share.high());
    }

    private static long count(@Nullable Document row, String name) {
        return row == null ? 0 : row.get(name, (Number) 0L).longValue();
    }

    private static WilsonInterval interval(RetainedShare share) {
        return new WilsonInterval(share.share(), share.low(), share.high());
    }
}
