package dev.cauce.contracts.tenant;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cauce.contracts.message.StreamId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** An operating company that uses Cauce; supplied by the client, unique within its tenant. */
public record TenantId(
        @JsonValue @NotBlank @Pattern(regexp = StreamId.PART)
        String value) {

    /** The tenant from which the installation itself is run; it is nobody's customer. */
    public static final TenantId OPERATOR = new TenantId("cauce");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TenantId {}

    @Override
    public String toString() {
        return value;
    }
}
