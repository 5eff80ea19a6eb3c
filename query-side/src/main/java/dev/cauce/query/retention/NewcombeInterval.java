package dev.cauce.query.retention;

import dev.cauce.query.WilsonInterval;

/**
 * The difference of two independent shares with its 95 % interval, made of the score intervals of both: R. G. Newcombe,
 * <i>Interval estimation for the difference between independent proportions: comparison of eleven methods</i>,
 * Statistics in Medicine 17 (1998), 873–890, method 10. Where nothing was measured of a group it says nothing: the
 * interval goes to the end of what is possible.
 */
record NewcombeInterval(double difference, double low, double high) {

    /** Of the first share less the second. */
    static NewcombeInterval of(WilsonInterval first, WilsonInterval second) {
        double difference = first.rate() - second.rate();
        double low = difference - Math.hypot(first.rate() - first.low(), second.high() - second.rate());
        double high = difference + Math.hypot(first.high() - first.rate(), second.rate() - second.low());
        return new NewcombeInterval(difference, Math.max(-1, low), Math.min(1, high));
    }
}
