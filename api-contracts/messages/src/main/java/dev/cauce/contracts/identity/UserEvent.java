package dev.cauce.contracts.identity;

import dev.cauce.contracts.message.Event;

/** What happened to a user. */
public sealed interface UserEvent extends Event
        permits UserRegistered, RoleGranted, RoleRevoked, UserDisabled, UserErased {}
