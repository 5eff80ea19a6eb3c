package dev.cauce.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody probably meant: names at a small edit distance (Levenshtein) from the one that was typed. */
public final class NearMatch {
    private static final int SHOWN = 3;

    private NearMatch() {}

    /** The nearest names first, at most three; empty when none is near. */
    public static List<String> of(String typed, Collection<String> known) {
        String wanted = plain(typed);
        int tolerated = Math.max(1, wanted.length() / 3);
        record Near(String name, int distance) {}
        return known.stream()
                .distinct()
                .map(name -> new Near(name, distance(wanted, plain(name))))
                .filter(near -> near.distance() <= tolerated)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(SHOWN)
                .map(Near::name)
                .toList();
    }

    /** {@code "; did you mean tenure?"}, or nothing. */
    public static String hint(String typed, Collection<String> known) {
        List<String> near = of(typed, known);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]+", "");
    }

    private static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[right.length()];
    }
}
