package dev.cauce.ml.churn.model;

/**
 * One learner's log-odds, taken apart.
 *
 * @param base what it says of the average customer
 * @param contributions by column, in the order of the learner's columns
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and made once per score
record Attribution(double base, double[] contributions) {

    double logOdds() {
        double sum = base;
        for (double contribution : contributions) {
            sum += contribution;
        }
        return sum;
    }
}
