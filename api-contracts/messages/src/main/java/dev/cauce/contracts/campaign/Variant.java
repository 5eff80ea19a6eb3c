package dev.cauce.contracts.campaign;

/** An arm of a campaign; its share is its weight over the sum of weights. */
public record Variant(VariantId variantId, String name, int weight) {}
