package dev.cauce.application.security;

/**
 * The one issuer whose tokens are accepted.
 *
 * @param url the {@code iss} that a token must carry, letter for letter
 */
public record Issuer(String url) {}
