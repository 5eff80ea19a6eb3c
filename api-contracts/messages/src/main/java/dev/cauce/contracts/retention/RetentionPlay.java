package dev.cauce.contracts.retention;

import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.model.ChurnBand;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done for accounts whose risk rises into a band.
 *
 * @param offerPlanId the plan that is offered; needed for {@code PLAN_OFFER} and for nothing else
 * @param answerDays how long an offer stands
 * @param pauseDays how long a pause is
 */
public record RetentionPlay(
        @NotNull ChurnBand band,
        @NotNull @Size(min = 1, max = 3) Set<@NotNull RetentionAct> acts,
        @Nullable @Valid PlanId offerPlanId,
        @Min(1) @Max(60) int answerDays,
        @Min(1) @Max(365) int pauseDays) {}
