package dev.cauce.sagas.retention;

/** The payload of the deadline of an offer: which one is over, from 1. */
public record OfferDue(int offer) {}
