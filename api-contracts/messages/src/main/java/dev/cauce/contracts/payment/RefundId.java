package dev.cauce.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cauce.contracts.message.StreamId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** A refund of a payment; unique within its payment. */
public record RefundId(
        @JsonValue @NotBlank @Pattern(regexp = StreamId.PART)
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RefundId {}

    @Override
    public String toString() {
        return value;
    }
}
