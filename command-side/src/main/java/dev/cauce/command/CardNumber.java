package dev.cauce.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What looks like the number of a payment card: 13 to 19 digits, in one piece or parted by single spaces, dots or
 * dashes, that begin as an issuer's numbers do (ISO/IEC 7812) and end with the check digit of Luhn's formula.
 */
final class CardNumber {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** What may part the digits of one number. */
    private static final String SEPARATORS = " .-\u00A0";

    private static final int FEWEST_DIGITS = 13;
    private static final int MOST_DIGITS = 19;

    /** Visa; Mastercard; American Express; Diners Club; Discover; JCB; UnionPay; Maestro. */
    private static final Pattern ISSUED = Pattern.compile("4[0-9]{12,18}"
            + "|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
            + "|3[47][0-9]{13}"
            + "|3(?:0[0-5]|[689][0-9])[0-9]{11,16}"
            + "|35(?:2[89]|[3-8][0-9])[0-9]{12,15}"
            + "|(?:50|5[6-9]|6[0-9])[0-9]{11,17}");

    private CardNumber() {}

    static boolean isIn(CharSequence text) {
        // Runs are put together by hand: as one expression, a long text of digits overflows the stack of the matcher.
        List<MatchResult> run = new ArrayList<>();
        for (MatchResult group : DIGITS.matcher(text).results().toList()) {
            if (!run.isEmpty() && !follows(text, run.getLast(), group)) {
                if (holdsCardNumber(text, run)) {
                    return true;
                }
                run.clear();
            }
            run.add(group);
        }
        return holdsCardNumber(text, run);
    }

    private static boolean follows(CharSequence text, MatchResult group, MatchResult next) {
        return next.start() == group.end() + 1 && SEPARATORS.indexOf(text.charAt(group.end())) >= 0;
    }

    /** Looks at every row of neighbouring groups, since an expiry or a check code may follow the number. */
    private static boolean holdsCardNumber(CharSequence text, List<MatchResult> run) {
        if (isPhoneNumber(text, run)) {
            return false;
        }
        for (int first = 0; first < run.size(); first++) {
            StringBuilder digits = new StringBuilder();
            for (int last = first; last < run.size() && digits.length() < MOST_DIGITS; last++) {
                digits.append(run.get(last).group());
                if (isCardNumber(digits) && (first == last || standsApart(text, run.get(first), run.get(last)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCardNumber(CharSequence digits) {
        return digits.length() >= FEWEST_DIGITS
                && digits.length() <= MOST_DIGITS
                && ISSUED.matcher(digits).matches()
                && passesLuhn(digits);
    }

    /**
     * A number in one piece may touch letters ("Visa4111…"); one in parts may not, or the parts of a UUID would count.
     */
    private static boolean standsApart(CharSequence text, MatchResult first, MatchResult last) {
        boolean letterBefore = first.start() > 0 && Character.isLetter(text.charAt(first.start() - 1));
        boolean letterAfter = last.end() < text.length() && Character.isLetter(text.charAt(last.end()));
        return !letterBefore && !letterAfter;
    }

    /** ITU-T E.164: a plus and at most 15 digits. */
    private static boolean isPhoneNumber(CharSequence text, List<MatchResult> run) {
        return !run.isEmpty()
                && run.getFirst().start() > 0
                && text.charAt(run.getFirst().start() - 1) == '+'
                && run.stream().mapToInt(group -> group.end() - group.start()).sum() <= 15;
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
