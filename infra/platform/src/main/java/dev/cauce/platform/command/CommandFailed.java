package dev.cauce.platform.command;

/** A command failed for a reason that is no rule: a fault of ours or of a store. Nothing of it was recorded. */
public final class CommandFailed extends RuntimeException {

    /** @param command the type of the command, never its content */
    public CommandFailed(String command, Throwable cause) {
        super(command + " failed: " + cause.getClass().getSimpleName(), cause);
    }
}
