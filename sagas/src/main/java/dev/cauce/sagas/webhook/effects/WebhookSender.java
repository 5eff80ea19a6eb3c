package dev.cauce.sagas.webhook.effects;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a message to where its endpoint is, once. */
public interface WebhookSender {

    /**
     * What is to be sent.
     *
     * @param messageId the {@code webhook-id}
     * @param secrets those that sign, in their shown form, the current one first
     */
    record Letter(String url, String messageId, long timestampSeconds, String payload, List<String> secrets) {}

    /**
     * What became of it.
     *
     * @param status of the answer; null where there was none
     * @param failure why there was none, a code
     * @param excerpt the beginning of the answer's body, printable
     * @param retryAfter what the answer asks to wait
     */
    record Outcome(
            @Nullable Integer status,
            @Nullable String failure,
            long durationMillis,
            @Nullable String excerpt,
            @Nullable Duration retryAfter) {

        boolean taken() {
            return status != null && status >= 200 && status < 300;
        }

        boolean gone() {
            return status != null && status == 410;
        }
    }

    Outcome send(Letter letter);
}
