package dev.cauce.platform.query;

/** A query failed for a reason that is no rule: a fault of ours or of a store. */
public final class QueryFailed extends RuntimeException {

    /** @param query the type of the query, never its content */
    public QueryFailed(String query, Throwable cause) {
        super(query + " failed: " + cause.getClass().getSimpleName(), cause);
    }
}
