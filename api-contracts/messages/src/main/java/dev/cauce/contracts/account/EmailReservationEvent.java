package dev.cauce.contracts.account;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface EmailReservationEvent extends Event permits EmailReserved, EmailReleased {}
