package dev.cauce.contracts.retention;

import java.util.List;

/** All versions. */
public record RetentionPolicyList(List<RetentionPolicyView> items) {}
