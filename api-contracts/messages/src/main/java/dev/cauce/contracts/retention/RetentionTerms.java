package dev.cauce.contracts.retention;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What a retention policy says. A band without a play is only recorded. An account is in at most one case within
 * {@code coolDownDays}, and {@code holdoutShare} of the accounts are only watched, always the same ones.
 */
public record RetentionTerms(
        @NotNull @Valid ChurnThresholds thresholds,
        @NotNull @Size(max = 3) List<@NotNull @Valid RetentionPlay> plays,
        @Min(90) @Max(3650) int coolDownDays,
        @DecimalMin("0.1") @DecimalMax("0.5") double holdoutShare) {}
