package dev.cauce.contracts.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cauce.contracts.message.StreamId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** An address that is told of events; supplied by the client, unique within its tenant. */
public record WebhookEndpointId(
        @JsonValue @NotBlank @Pattern(regexp = StreamId.PART)
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WebhookEndpointId {}

    @Override
    public String toString() {
        return value;
    }
}
