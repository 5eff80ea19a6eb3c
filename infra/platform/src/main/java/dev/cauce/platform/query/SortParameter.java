package dev.cauce.platform.query;

import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.util.Map;
import java.util.TreeSet;

/** The {@code sort} parameter of a list: the name of a field, with a minus before it for descending. */
public record SortParameter<S>(S by, Direction direction) {

    /**
     * Reads the parameter.
     *
     * @param allowed what the list can be sorted by, by the names of the API
     * @throws Rejected with {@code INVALID_REQUEST} where the name is none of them
     */
    public static <S> SortParameter<S> parse(String parameter, Map<String, S> allowed) {
        boolean descending = parameter.startsWith("-");
        S by = allowed.get(descending ? parameter.substring(1) : parameter);
        if (by == null) {
            throw new Rejected(
                    ErrorCode.INVALID_REQUEST,
                    "sort: one of " + new TreeSet<>(allowed.keySet()) + ", - for descending.");
        }
        return new SortParameter<>(by, descending ? Direction.DESCENDING : Direction.ASCENDING);
    }
}
