package dev.cauce.contracts.identity;

import dev.cauce.contracts.message.Command;

/** What can be asked about an API client. */
public sealed interface ApiClientCommand extends Command
        permits RegisterApiClient, RotateApiClientSecret, RevokeApiClient {}
