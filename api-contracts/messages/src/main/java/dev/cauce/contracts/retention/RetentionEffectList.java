package dev.cauce.contracts.retention;

import java.util.List;

/** By policy version and day. */
public record RetentionEffectList(List<RetentionEffectView> items) {}
