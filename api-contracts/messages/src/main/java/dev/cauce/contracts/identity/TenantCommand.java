package dev.cauce.contracts.identity;

import dev.cauce.contracts.message.Command;

/** What the operator can ask of a tenant; its stream is one of the operator's own tenant. */
public sealed interface TenantCommand extends Command
        permits RegisterTenant, SuspendTenant, ResumeTenant, CloseTenant {}
