package dev.cauce.contracts.retention;

/**
 * What acting was worth under a policy, so many days after the cases were opened: the kept share of the treated less
 * that of the holdout, with its 95 % interval by R. G. Newcombe, <i>Interval estimation for the difference between
 * independent proportions</i>, Statistics in Medicine 17 (1998), 873–890, method 10.
 */
public record RetentionEffectView(
        String policyVersion,
        int day,
        RetainedShare treated,
        RetainedShare holdout,
        double difference,
        double low,
        double high) {}
