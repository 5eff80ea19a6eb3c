package dev.cauce.adapters.documentstore;

/** {@link DifferentialIT} at length; {@code cauce.differential.rounds} sets how often. */
class DifferentialProof extends DifferentialIT {

    @Override
    int rounds() {
        return Integer.getInteger("cauce.differential.rounds", 100);
    }
}
