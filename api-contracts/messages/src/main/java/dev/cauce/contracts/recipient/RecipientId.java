package dev.cauce.contracts.recipient;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cauce.contracts.message.StreamId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** A person a campaign may reach, by an opaque id; supplied by the client, unique within its tenant. */
public record RecipientId(
        @JsonValue @NotBlank @Pattern(regexp = StreamId.PART)
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RecipientId {}

    @Override
    public String toString() {
        return value;
    }
}
