package dev.cauce.cli.api;

import dev.cauce.cli.CommandFailed;

/** Where the bearer token comes from. Safe for use by many threads. */
public interface TokenSource {
    /** The token to send. */
    String token();

    /**
     * Another one after the server refused this one.
     *
     * @throws CommandFailed when there is no other
     */
    String renewed(String refused);

    /** A token somebody gave; it cannot be renewed. */
    static TokenSource fixed(String token) {
        return new TokenSource() {
            @Override
            public String token() {
                return token;
            }

            @Override
            public String renewed(String refused) {
                throw CommandFailed.serverAway(
                        "The server refuses the token (401): it has expired, or another server issued it."
                                + " Get a new one, or leave the token out and the demo client of the data folder is used");
            }
        };
    }
}
