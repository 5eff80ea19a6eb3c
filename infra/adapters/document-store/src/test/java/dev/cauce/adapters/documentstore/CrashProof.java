package dev.cauce.adapters.documentstore;

/** {@link CrashIT} at length; {@code cauce.crash.kills} sets how often the process is killed. */
class CrashProof extends CrashIT {

    @Override
    int kills() {
        return Integer.getInteger("cauce.crash.kills", 20);
    }
}
