package dev.cauce.contracts.retention;

import java.time.Instant;
import java.util.List;

/** What was measured so many days after the case was opened. */
public record RetentionOutcomeView(int day, boolean retained, List<RecurringAmount> recurring, Instant dueAt) {}
