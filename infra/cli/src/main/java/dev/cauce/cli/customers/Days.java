package dev.cauce.cli.customers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Days and times as tables hold them. A day begins at midnight in the table's zone; the 31st of June is none. */
final class Days {
    private final ZoneId zone;
    private final ConcurrentHashMap<String, DateTimeFormatter> formatters = new ConcurrentHashMap<>();

    Days(ZoneId zone) {
        this.zone = zone;
    }

    Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /**
     * The moment meant.
     *
     * @param format a pattern of a date, or null for ISO 8601: a day, a time in the zone, or one with an offset
     * @return empty when the text is no date in that form
     */
    Optional<Instant> parse(String text, @Nullable String format) {
        try {
            if (format != null) {
                return Optional.of(start(LocalDate.parse(text, formatters.computeIfAbsent(format, Days::strict))));
            }
            if (text.length() == 10) {
                return Optional.of(start(LocalDate.parse(text)));
            }
            String iso = text.replace(' ', 'T');
            return Optional.of(
                    iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$") && iso.indexOf('T') > 0
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Year-of-era needs an era in strict mode, and people mean the year; the smart mode would make a 31 June the 30th.
     */
    private static DateTimeFormatter strict(String format) {
        return DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
