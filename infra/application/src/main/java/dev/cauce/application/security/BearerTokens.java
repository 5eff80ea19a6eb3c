package dev.cauce.application.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Reads the access token of a request. One that is written as RFC 6750 has it needs no regular expression, which took
 * 2.6 % of the time of a request; whatever else there is, Spring's own resolver judges.
 */
final class BearerTokens implements BearerTokenResolver {

    private static final String SCHEME = "Bearer ";

    private final DefaultBearerTokenResolver others = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null
                && header.startsWith(SCHEME)
                && isToken(header)
                && isPlain(request)) {
            return header.substring(SCHEME.length());
        }
        return others.resolve(request);
    }

    /** Whether there can be no second token in parameters. */
    private static boolean isPlain(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getQueryString() == null && (type == null || type.startsWith("application/json"));
    }

    private static boolean isToken(String header) {
        for (int at = SCHEME.length(); at < header.length(); at++) {
            char character = header.charAt(at);
            boolean allowed = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || character == '-'
                    || character == '_'
                    || character == '.';
            if (!allowed) {
                return false;
            }
        }
        return header.length() > SCHEME.length();
    }
}
