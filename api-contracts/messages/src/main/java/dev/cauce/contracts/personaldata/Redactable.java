package dev.cauce.contracts.personaldata;

/**
 * A personal type other than {@code String}. Its JSON form is an object, and where it was erased the object
 * {@code {"redacted": true}}, which its constructor must take.
 */
public interface Redactable {

    boolean redacted();
}
