package dev.cauce.query.revenue;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Months as they begin and end in a tenant's time zone. */
record Months(ZoneId zone) {

    /** A month, its end exclusive. */
    record Month(YearMonth name, Instant from, Instant to) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    Month of(YearMonth month) {
        return new Month(month, begin(month), begin(month.plusMonths(1)));
    }

    YearMonth at(Instant time) {
        return YearMonth.from(time.atZone(zone));
    }

    private Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    /**
     * The months from one to another.
     *
     * @throws Rejected where the last one is before the first one, or more than so many years after it
     */
    List<Month> span(String first, String last, int mostYears) {
        YearMonth from = YearMonth.parse(first);
        YearMonth to = YearMonth.parse(last);
        if (to.isBefore(from) || from.plusYears(mostYears).isBefore(to)) {
            throw new Rejected(
                    ErrorCode.INVALID_REQUEST,
                    "The last month is the first one or up to " + mostYears + " years after it.");
        }
        return Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1))
                .map(this::of)
                .toList();
    }
}
