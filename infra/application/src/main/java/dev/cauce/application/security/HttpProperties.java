package dev.cauce.application.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What of HTTP is open ({@code cauce.http.*}).
 *
 * @param publicPaths patterns of paths that need no token: documentation, never data
 * @param allowedOrigins origins whose pages may call the API from a browser; none by default
 */
@ConfigurationProperties("cauce.http")
record HttpProperties(
        @DefaultValue List<String> publicPaths,
        @DefaultValue List<String> allowedOrigins) {}
