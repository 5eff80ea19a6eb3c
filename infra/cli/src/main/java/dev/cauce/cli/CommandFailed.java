package dev.cauce.cli;

/** Ends the command with a message for the person at the keyboard and an exit code; it never carries a stack trace. */
public final class CommandFailed extends RuntimeException {
    /** Nothing of what was asked could be done, although the server answered. */
    public static final int NOTHING_DONE = 1;
    /** The command, the mapping or the file is wrong; nothing was sent. */
    public static final int WRONG_INPUT = 2;
    /** The server cannot be reached, went away, or refuses the token. */
    public static final int SERVER_AWAY = 3;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailed(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    public static CommandFailed wrongInput(String message) {
        return new CommandFailed(WRONG_INPUT, message);
    }

    public static CommandFailed serverAway(String message) {
        return new CommandFailed(SERVER_AWAY, message);
    }

    /** The process's exit code: 1, 2 or 3, as the constants say. */
    public int exitCode() {
        return exitCode;
    }

    /** Always present, unlike that of other exceptions. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
