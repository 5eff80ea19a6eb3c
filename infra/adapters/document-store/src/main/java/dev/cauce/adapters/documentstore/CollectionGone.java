package dev.cauce.adapters.documentstore;

import de.bwaldvogel.mongo.exception.MongoServerError;

/** The collection was dropped or replaced while something was about to use it; who resolves its name again goes on. */
final class CollectionGone extends MongoServerError {

    private static final long serialVersionUID = 1L;

    private static final int QUERY_PLAN_KILLED = 175;

    CollectionGone(String name) {
        super(QUERY_PLAN_KILLED, "QueryPlanKilled", "collection " + name + " was dropped meanwhile");
    }
}
