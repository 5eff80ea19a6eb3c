package dev.cauce.contracts.retention;

/** What can be asked about this feature; see the permitted records. */
public sealed interface RetentionQuery
        permits FindRetentionCase, ListRetentionCases, ListRetentionPolicies, FindRetentionEffect {}
