package dev.cauce.contracts.invoice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cauce.contracts.message.StreamId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** An invoice; unique within its tenant. Its number, which people see, is given when it is finalised. */
public record InvoiceId(
        @JsonValue @NotBlank @Pattern(regexp = StreamId.PART)
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InvoiceId {}

    @Override
    public String toString() {
        return value;
    }
}
