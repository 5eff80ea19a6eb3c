package dev.cauce.contracts.campaign;

import java.util.Map;

/**
 * What a variant brought: {@code rate} is converted over assigned, with its 95 % Wilson score interval (Wilson 1927).
 */
public record VariantResult(
        String variantId,
        String name,
        int weight,
        long assigned,
        long converted,
        double rate,
        double rateLow,
        double rateHigh,
        Map<String, Long> valueMinorByCurrency) {}
