package dev.cauce.contracts.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the log. */
public record WebhookMessagePage(
        List<WebhookMessageView> items, @Nullable String nextCursor) {}
