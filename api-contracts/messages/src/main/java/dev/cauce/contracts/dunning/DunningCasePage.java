package dev.cauce.contracts.dunning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of dunning cases. */
public record DunningCasePage(
        List<DunningCaseView> items, @Nullable String nextCursor) {}
