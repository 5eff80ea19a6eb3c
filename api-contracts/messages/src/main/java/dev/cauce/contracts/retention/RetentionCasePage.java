package dev.cauce.contracts.retention;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of cases. */
public record RetentionCasePage(
        List<RetentionCaseView> items, @Nullable String nextCursor) {}
