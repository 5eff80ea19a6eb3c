package dev.cauce.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * The requests, the same to everybody but for the headers. Numbers name accounts.
 *
 * @param headers further header lines, asked for at each request: a token ends
 */
record Requests(Supplier<String> headers) {

    /** A customer that is brought in: a process is started for those who sign up, and the alternative has none. */
    byte[] register(String number) {
        String body = """
                {"accountId":"a-%1$s","companyName":"Company %1$s","contactName":"Ann Example","email":"ann-%1$s@company.example",\
                "timeZone":"Europe/Madrid","country":"ES","origin":"IMPORT",\
                "attributes":{"industry":"retail","seats":"5"}}""".formatted(number);
        return bytes(
                "POST /v1/accounts",
                "Content-Type: application/json\r\nIdempotency-Key: register-" + number + "\r\n",
                body);
    }

    byte[] get(String number) {
        return bytes("GET /v1/accounts/a-" + number, "", "");
    }

    /** A page of fifty, by company name. */
    byte[] list() {
        return bytes("GET /v1/accounts?limit=50&sort=companyName", "", "");
    }

    /** Anything else. */
    byte[] bytes(String methodAndPath, String further, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String length = methodAndPath.startsWith("GET") ? "" : "Content-Length: " + content.length + "\r\n";
        byte[] head = (methodAndPath + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers.get() + further + length + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = java.util.Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }
}
