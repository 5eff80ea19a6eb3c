package dev.cauce.application.security;

import dev.cauce.application.security.limit.RateLimits;
import dev.cauce.application.security.limit.TooManyRequests;
import dev.cauce.application.security.problem.AnswerReview;
import dev.cauce.application.security.problem.Problem;
import dev.cauce.platform.access.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Counts and logs every 401 and 403, without personal data: the route and not the address, the actor's opaque ids. An
 * address that fails to log in too often is told to wait, and is not logged any more, so that nobody fills a disk by
 * guessing. (What a known caller was denied is in the access audit: whoever denies it tells it there.)
 */
final class Denials implements AnswerReview {

    private static final Logger LOG = LoggerFactory.getLogger(Denials.class);
    private static final String METER = "cauce.access.denied";
    private static final Pattern START_OF_PATH = Pattern.compile("^/[a-z0-9]{1,20}(/[a-z-]{1,40})?");
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;

    private final RateLimits limits;
    private final MeterRegistry meters;

    Denials(RateLimits limits, MeterRegistry meters) {
        this.limits = limits;
        this.meters = meters;
    }

    @Override
    public Problem review(Problem problem, HttpServletRequest request) {
        if (problem.status() != UNAUTHENTICATED && problem.status() != FORBIDDEN) {
            return problem;
        }
        meters.counter(METER, "code", problem.code()).increment();
        Optional<Caller> caller = CurrentCaller.find();
        if (caller.isEmpty()) {
            Duration wait = limits.takeOfAddress(request.getRemoteAddr());
            if (!wait.isZero()) {
                return TooManyRequests.problem(wait);
            }
        }
        LOG.info(
                "Denied {} {}: {} ({})",
                request.getMethod().replaceAll("[^A-Z]", "?"),
                route(request),
                problem.code(),
                caller.map(known -> known.tenantId() + ", " + known.actor()).orElse("nobody known"));
        return problem;
    }

    /** The route's pattern; where there is none, what of the path can be no id. */
    private static String route(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern) {
            return pattern;
        }
        Matcher start = START_OF_PATH.matcher(request.getRequestURI());
        return start.find() ? start.group() + "/..." : "/...";
    }
}
