package dev.cauce.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cauce.contracts.message.StreamId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** A program that asks for tokens; supplied by the client, unique within its tenant. */
public record ApiClientId(
        @JsonValue @NotBlank @Pattern(regexp = StreamId.PART)
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ApiClientId {}

    @Override
    public String toString() {
        return value;
    }
}
