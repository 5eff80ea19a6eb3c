package dev.cauce.application.crash;

/**
 * A command that a writer sends until it is answered, always under the same key.
 *
 * @param event the simple name of the event that it causes, once
 */
public record Request(String key, String path, String body, String event) {

    /** An answer that a client saw. */
    public record Answer(int status, String body) {}
}
