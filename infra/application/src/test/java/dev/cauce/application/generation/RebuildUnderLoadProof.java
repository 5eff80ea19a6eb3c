package dev.cauce.application.generation;

/** At 500 queries a second; another rate by {@code -Dcauce.proof.queries-per-second}. */
class RebuildUnderLoadProof extends RebuildUnderLoad {

    @Override
    int queriesPerSecond() {
        return Integer.getInteger("cauce.proof.queries-per-second", 500);
    }

    @Override
    int accounts() {
        return 50;
    }
}
