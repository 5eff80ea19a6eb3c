package dev.cauce.contracts.retention;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A feature that drove a score, and its share in log-odds, signed. What the account has of it may be personal and stays
 * in the view of scores, from where it can be erased.
 */
public record ChurnReason(@NotBlank @Size(max = 128) String feature, double logOdds) {}
