package dev.cauce.query;

/**
 * A rate with its 95 % score interval: E. B. Wilson, <i>Probable inference, the law of succession, and statistical
 * inference</i>, JASA 22 (1927), 209–212. With no trials the rate is 0 and the interval is all of [0, 1].
 */
public record WilsonInterval(double rate, double low, double high) {

    /** The two-sided 95 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /** Of so many successes in so many trials. */
    public static WilsonInterval of(long successes, long trials) {
        if (trials == 0) {
            return new WilsonInterval(0, 0, 1);
        }
        double n = trials;
        double p = successes / n;
        double scale = 1 + Z * Z / n;
        double centre = (p + Z * Z / (2 * n)) / scale;
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / scale;
        return new WilsonInterval(p, Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
