package dev.cauce.contracts.account;

import dev.cauce.contracts.personaldata.Redactable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What else is known of a customer, by name; the churn model's features come from it. At most 100 entries. */
public record Attributes(
        @NotNull @Size(max = 100) Map<@NotBlank @Size(max = 64) String, @NotNull @Size(max = 500) String> values,
        boolean redacted)
        implements Redactable {

    /** Sorted by name, so that equal attributes have equal JSON. */
    public Attributes(@Nullable Map<String, String> values, boolean redacted) {
        this.values = values == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(values));
        this.redacted = redacted;
    }

    public static Attributes of(Map<String, String> values) {
        return new Attributes(values, false);
    }

    public static Attributes none() {
        return new Attributes(Map.of(), false);
    }
}
