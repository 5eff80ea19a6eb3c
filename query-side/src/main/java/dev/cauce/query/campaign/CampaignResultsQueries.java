package dev.cauce.query.campaign;

import dev.cauce.contracts.campaign.CampaignResults;
import dev.cauce.contracts.campaign.FindCampaignResults;
import dev.cauce.contracts.campaign.VariantResult;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.WilsonInterval;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;

/** Counts what each variant of a campaign brought, from the view of {@link CampaignResultsProjection}. */
public final class CampaignResultsQueries implements ViewIndexes {

    private final MongoOperations mongo;

    public CampaignResultsQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.ascending(CampaignResultsProjection.NAME, "campaign", "variantId");
    }

    @QueryHandler
    @Nullable
    CampaignResults handle(FindCampaignResults query) {
        String campaign = Views.documentId(query.tenantId(), query.campaignId());
        CampaignDocument found = mongo.findById(campaign, CampaignDocument.class, CampaignsProjection.NAME);
        if (found == null) {
            return null;
        }
        Map<String, Tally> tallies = count(campaign);
        return new CampaignResults(
                found.campaignId(),
                found.status(),
                found.arms().stream()
                        .map(arm -> tallies.getOrDefault(arm.variantId(), new Tally())
                                .result(arm))
                        .toList());
    }

    private Map<String, Tally> count(String campaign) {
        Aggregation byVariant = Aggregation.newAggregation(
                Aggregation.match(Criteria.where("campaign").is(campaign)),
                Aggregation.group("variantId", "converted", "currency")
                        .count()
                        .as("people")
                        .sum("valueMinor")
                        .as("valueMinor"));
        Map<String, Tally> tallies = new HashMap<>();
        mongo.aggregate(byVariant, CampaignResultsProjection.NAME, Document.class)
                .forEach(row -> {
                    Document group = row.get("_id", Document.class);
                    tallies.computeIfAbsent(group.getString("variantId"), variant -> new Tally())
                            .add(
                                    row.get("people", (Number) 0L).longValue(),
                                    Boolean.TRUE.equals(group.getBoolean("converted")),
                                    group.getString("currency"),
                                    row.get("valueMinor", (Number) 0L).longValue());
                });
        return tallies;
    }

    /** What one variant brought so far. */
    private static final class Tally {

        private long assigned;
        private long converted;
        private final Map<String, Long> valueMinorByCurrency = new TreeMap<>();

        void add(long people, boolean haveConverted, @Nullable String currency, long valueMinor) {
            assigned += people;
            if (haveConverted) {
                converted += people;
                if (currency != null) {
                    valueMinorByCurrency.merge(currency, valueMinor, Long::sum);
                }
            }
        }

        VariantResult result(CampaignDocument.Arm arm) {
            WilsonInterval rate = WilsonInterval.of(converted, assigned);
            return new VariantResult(
                    arm.variantId(),
                    arm.name(),
                    arm.weight(),
                    assigned,
                    converted,
                    rate.rate(),
                    rate.low(),
                    rate.high(),
                    valueMinorByCurrency);
        }
    }
}
