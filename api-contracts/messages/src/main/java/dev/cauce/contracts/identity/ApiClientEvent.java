package dev.cauce.contracts.identity;

import dev.cauce.contracts.message.Event;

/** What happened to an API client. */
public sealed interface ApiClientEvent extends Event
        permits ApiClientRegistered, ApiClientSecretRotated, ApiClientRevoked {}
