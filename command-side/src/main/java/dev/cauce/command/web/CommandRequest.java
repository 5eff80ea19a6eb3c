package dev.cauce.command.web;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.command.Answer;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * What every controller of commands does alike. Caller, idempotency key and {@code If-Match} are the platform's: the
 * contract's interfaces hand them over only so that they are validated and documented.
 */
public final class CommandRequest {

    private CommandRequest() {}

    /** The tenant of the verified token. */
    public static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }

    /** The id that the client chose, or one that the same request always gets. */
    public static String idOr(@Nullable String chosen) {
        return chosen != null ? chosen : CurrentRequest.get().derivedId();
    }

    /**
     * What the answer says under this name.
     *
     * @throws IllegalStateException where it says nothing, which no handler of the command side does
     */
    public static String said(Answer answer, String name) {
        String value = answer.values().get(name);
        if (value == null) {
            throw new IllegalStateException("The answer says nothing of " + name + ".");
        }
        return value;
    }

    /** 201 with the path of what was created; ids need no escaping in a path. */
    public static <T> ResponseEntity<T> created(String path, T body) {
        return ResponseEntity.created(URI.create(path)).body(body);
    }
}
