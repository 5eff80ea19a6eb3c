package dev.cauce.contracts.retention;

/** How many of a group were measured and how many of them were kept, with the 95 % score interval of the share. */
public record RetainedShare(long measured, long retained, double share, double low, double high) {}
