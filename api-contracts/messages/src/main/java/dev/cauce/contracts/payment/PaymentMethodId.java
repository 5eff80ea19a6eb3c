package dev.cauce.contracts.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cauce.contracts.message.StreamId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** A payment method of an account; unique within its account. */
public record PaymentMethodId(
        @JsonValue @NotBlank @Pattern(regexp = StreamId.PART)
        String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PaymentMethodId {}

    @Override
    public String toString() {
        return value;
    }
}
