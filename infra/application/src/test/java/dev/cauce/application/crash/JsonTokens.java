package dev.cauce.application.crash;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The positions in a stored token, whatever it is wrapped in. */
final class JsonTokens {

    private static final Pattern POSITION = Pattern.compile("\"(?:globalIndex|index)\"\\s*:\\s*(\\d+)");

    private JsonTokens() {}

    static List<Long> positions(String token) {
        return POSITION.matcher(token)
                .results()
                .map((MatchResult found) -> Long.valueOf(found.group(1)))
                .toList();
    }
}
