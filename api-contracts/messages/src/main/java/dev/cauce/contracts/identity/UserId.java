package dev.cauce.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cauce.contracts.message.StreamId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** A person who works with Cauce; supplied by the client, unique within its tenant. Opaque: it stands on events. */
public record UserId(
        @JsonValue @NotBlank @Pattern(regexp = StreamId.PART)
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {}

    @Override
    public String toString() {
        return value;
    }
}
