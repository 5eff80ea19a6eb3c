package dev.cauce.contracts.rejection;

/** A rejection as it crosses the bus, where exceptions lose their type: the code and a text without personal data. */
public record RejectionDetails(ErrorCode code, String message) {}
