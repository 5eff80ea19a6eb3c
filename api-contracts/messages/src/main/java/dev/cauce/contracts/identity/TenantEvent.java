package dev.cauce.contracts.identity;

import dev.cauce.contracts.message.Event;

/** What happened to a tenant; {@code tenantId} is the operator's. */
public sealed interface TenantEvent extends Event
        permits TenantRegistered, TenantSuspended, TenantResumed, TenantClosed {}
