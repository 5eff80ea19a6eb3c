package dev.cauce.contracts.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of campaigns, newest first. */
public record CampaignPage(
        List<CampaignView> items, @Nullable String nextCursor) {}
