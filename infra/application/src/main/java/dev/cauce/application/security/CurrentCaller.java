package dev.cauce.application.security;

import dev.cauce.platform.access.Caller;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who sent the request that this thread serves. */
public final class CurrentCaller {

    private CurrentCaller() {}

    /** The caller; empty on public paths and outside requests. */
    public static Optional<Caller> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof CallerAuthentication known
                ? Optional.of(known.getPrincipal())
                : Optional.empty();
    }

    /** The caller of a request to a path that is not public. */
    public static Caller get() {
        return find().orElseThrow(() -> new IllegalStateException("Nobody is authenticated on this thread."));
    }
}
