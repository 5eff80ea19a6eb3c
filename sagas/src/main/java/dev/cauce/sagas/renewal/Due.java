package dev.cauce.sagas.renewal;

/** What a subscription waits for: the payload of its deadline. */
public record Due(What what) {

    /** The ends there are. */
    public enum What {
        TRIAL,
        PERIOD,
        PAUSE
    }
}
