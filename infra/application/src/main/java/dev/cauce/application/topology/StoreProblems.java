package dev.cauce.application.topology;

import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import dev.cauce.application.security.problem.Problem;
import dev.cauce.application.security.problem.ProblemCode;
import dev.cauce.application.security.problem.ProblemTranslator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A document store that is away is no fault of the request, nor of the program: come back later. */
final class StoreProblems implements ProblemTranslator {

    private static final List<Class<?>> AWAY =
            List.of(MongoTimeoutException.class, MongoSocketException.class, MongoServerUnavailableException.class);
    private static final int DEPTH = 20;
    private static final String LATER = "2";

    @Override
    public @Nullable Problem translate(Throwable thrown) {
        boolean away = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(DEPTH)
                .anyMatch(cause -> AWAY.stream().anyMatch(type -> type.isInstance(cause)));
        return away ? Problem.of(ProblemCode.UNAVAILABLE).withHeader("Retry-After", LATER) : null;
    }
}
