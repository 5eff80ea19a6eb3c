package dev.cauce.contracts.identity;

import dev.cauce.contracts.message.Command;

/** What can be asked about a user. */
public sealed interface UserCommand extends Command
        permits RegisterUser, GrantRole, RevokeRole, DisableUser, EraseUser {}
