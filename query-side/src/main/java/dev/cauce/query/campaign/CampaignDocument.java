package dev.cauce.query.campaign;

import dev.cauce.contracts.campaign.CampaignView;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A campaign as {@link CampaignsProjection} keeps it; {@code variants} is keyed by id with its dots written otherwise.
 */
record CampaignDocument(
        @Id String id,
        String campaignId,
        String accountId,
        String name,
        String channel,
        String status,
        @Nullable Map<String, Arm> variants,
        Instant draftedAt,
        @Nullable Instant launchedAt,
        @Nullable Instant completedAt,
        Map<String, Long> seen) {

    /** A variant; {@code addedAs} is the sequence number of the event that added it. */
    record Arm(String variantId, String name, int weight, long addedAs) {}

    CampaignView view() {
        return new CampaignView(
                campaignId,
                accountId,
                name,
                channel,
                status,
                arms().stream()
                        .map(arm -> new Variant(new VariantId(arm.variantId()), arm.name(), arm.weight()))
                        .toList(),
                draftedAt,
                launchedAt,
                completedAt,
                seen.getOrDefault(CampaignsProjection.CAMPAIGN, 0L));
    }

    /** The variants in the order in which they were added. */
    List<Arm> arms() {
        return variants == null
                ? List.of()
                : variants.values().stream()
                        .sorted(Comparator.comparingLong(Arm::addedAs))
                        .toList();
    }
}
