package dev.cauce.contracts.rejection;

/**
 * A rejection as it crosses the bus, where exceptions lose their type: the code and a text without personal data.
 *
 * @param repeated whether it was given before, under the same idempotency key, and is only told again
 */
public record RejectionDetails(ErrorCode code, String message, boolean repeated) {}
