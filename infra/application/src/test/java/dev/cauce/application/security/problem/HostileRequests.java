package dev.cauce.application.security.problem;

import dev.cauce.application.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Makes requests out of a good one and a seed: bodies with a piece changed, doubled, cut or replaced by something
 * nasty, headers and paths likewise. The same seed makes the same requests.
 */
final class HostileRequests {

    private static final String ORDER =
            "{\"name\":\"n\",\"email\":\"a@example.com\",\"kind\":\"SMALL\",\"day\":\"2026-11-24\",\"at\":\"2026-11-24T12:00:00Z\",\"urgent\":true,\"lines\":[{\"sku\":\"s\",\"quantity\":1},{\"sku\":\"t\",\"quantity\":2}]}";

    private static final String FORM = "grant_type=client_credentials&scope=a&acr_values=urn:cauce:strong&client_id=c"
            + "&client_secret=s&token=t&client_assertion=a.b.c"
            + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&code=x&code_verifier=y"
            + "&redirect_uri=z&refresh_token=r&device_code=d&resource=r&audience=a&requested_token_type=x";

    private static final List<String> NASTY = List.of(
            "null",
            "true",
            "-0",
            "1e999999",
            "99999999999999999999999999",
            "0.1e-400",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\u202e\ufeff\"",
            "{}",
            "[]",
            "[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":",
            "\"@class\":\"java.lang.Runtime\",",
            "[\"java.util.HashMap\",{}]",
            "\"" + "x".repeat(5000) + "\"",
            "'; DROP TABLE x; --",
            "${jndi:ldap://127.0.0.1/a}",
            "#{T(java.lang.Runtime).getRuntime()}",
            "{{7*7}}",
            "../../../etc/passwd",
            "%00",
            "%zz",
            "%c0%ae",
            "\r\nX-Injected: 1",
            "\u0000",
            "\u00ff\u00fe",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
            "2026-02-30",
            "-999999999-01-01",
            "+999999999-12-31T23:59:59Z",
            "/*",
            ",",
            ":",
            "\\");

    private static final List<String> PATHS = List.of(
            "/v1/echo/order",
            "/v1/echo/items/00000000-0000-0000-0000-000000000001?limit=5&kind=SMALL",
            "/v1/echo/caller",
            "/oauth2/token",
            "/oauth2/revoke",
            "/oauth2/jwks",
            "/.well-known/oauth-authorization-server",
            "/error",
            "/v1/nothing");

    private static final List<String> METHODS =
            List.of("POST", "POST", "POST", "POST", "GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/x-www-form-urlencoded",
            "application/json; charset=utf-16",
            "application/merge-patch+json",
            "text/plain",
            "multipart/form-data; boundary=--x");

    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Authorization",
            "Content-Encoding",
            "Content-Language",
            "Cookie",
            "If-Match",
            "Idempotency-Key",
            "Range",
            "Origin",
            "Access-Control-Request-Method",
            "X-Forwarded-Host",
            "X-HTTP-Method-Override",
            "Forwarded",
            "Expect",
            "Upgrade",
            "DPoP",
            "Last-Event-ID",
            "traceparent");

    private final Random random;
    private final String token;

    HostileRequests(long seed, String token) {
        this.random = new Random(seed);
        this.token = token;
    }

    /** The bytes of the next request. */
    byte[] next() {
        String path = pick(PATHS);
        if (random.nextInt(5) == 0) {
            path = changed(path).replace("\r", "").replace("\n", "").replace(" ", "%20");
        }
        String type = path.startsWith("/oauth2") ? "application/x-www-form-urlencoded" : pick(TYPES);
        byte[] body = body(type.contains("form") ? FORM : ORDER);
        StringBuilder head = new StringBuilder();
        head.append(path.startsWith("/oauth2") ? "POST" : pick(METHODS))
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        if (path.startsWith("/oauth2")) {
            head.append("Authorization: Basic ")
                    .append(
                            random.nextBoolean()
                                    ? "ZGVtby1hZG1pbjp4"
                                    : pick(NASTY).strip())
                    .append("\r\n");
        } else if (random.nextInt(20) != 0) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        head.append("Content-Type: ").append(type).append("\r\n");
        for (int extra = random.nextInt(3); extra > 0; extra--) {
            head.append(pick(HEADERS)).append(": ").append(pick(NASTY)).append("\r\n");
        }
        boolean chunked = random.nextInt(8) == 0;
        head.append(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length)
                .append("\r\n\r\n");
        String sent = new String(body, StandardCharsets.ISO_8859_1);
        head.append(chunked ? Integer.toHexString(body.length) + "\r\n" + sent + "\r\n0\r\n\r\n" : sent);
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] body(String good) {
        String body = good;
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            body = changed(body);
        }
        byte[] bytes = body.getBytes(random.nextInt(10) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(6) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String changed(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            case 3 -> text.substring(0, from) + pick(NASTY) + text.substring(from);
            default -> text.substring(0, from) + pick(NASTY) + text.substring(to);
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** What is wrong with an answer; nothing when it is a success or a problem that tells no internals. */
    static Optional<String> fault(RawHttp.Answer answer) {
        String body = answer.body();
        for (String internal :
                List.of("Exception", "dev.cauce", "org.springframework", "tools.jackson", "omcat", "\tat ")) {
            if (body.contains(internal)) {
                return Optional.of("tells internals: " + body);
            }
        }
        if (answer.status() >= 500 && answer.status() != 501) {
            return Optional.of("is a fault: " + answer.status() + " " + body);
        }
        if (answer.headers().containsKey("x-injected")) {
            return Optional.of("has a header that was injected");
        }
        boolean isEmpty = body.isEmpty();
        boolean isProblem =
                "application/problem+json".equals(answer.headers().get("content-type")) && body.contains("\"code\":\"");
        boolean isOauthError = body.contains("\"error\":\"");
        return answer.status() < 400 || isEmpty || isProblem || isOauthError
                ? Optional.empty()
                : Optional.of("is no problem document: " + answer.status() + " " + body);
    }
}
