package dev.cauce.contracts.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign as it is shown. */
public record CampaignView(
        String campaignId,
        String accountId,
        String name,
        String channel,
        String status,
        List<Variant> variants,
        Instant draftedAt,
        @Nullable Instant launchedAt,
        @Nullable Instant completedAt,
        long version) {}
