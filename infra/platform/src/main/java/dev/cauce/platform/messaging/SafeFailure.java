package dev.cauce.platform.messaging;

/**
 * A failure as it may be logged: the types along its chain of causes and where it began. Messages are left out, since
 * they may quote what was being read.
 */
public final class SafeFailure {

    private static final int DEEPEST = 6;

    private SafeFailure() {}

    /** The failure in one line, without any message. */
    public static String of(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        Throwable at = failure;
        for (int depth = 0; at.getCause() != null && depth < DEEPEST; depth++) {
            at = at.getCause();
            text.append(" < ").append(at.getClass().getName());
        }
        StackTraceElement[] trace = at.getStackTrace();
        return trace.length == 0
                ? text.toString()
                : text.append(" at ").append(trace[0]).toString();
    }
}
