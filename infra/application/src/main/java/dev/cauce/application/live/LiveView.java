package dev.cauce.application.live;

import dev.cauce.contracts.message.Query;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A view that can be watched.
 *
 * @param projection its projection and collection
 * @param event the name of its server-sent events
 * @param query the list query whose permission a watcher needs and whose tenant bounds what is seen
 * @param page the answer of the query
 * @param item what is in a page, and what an update carries
 * @param items the items of a page
 * @param changed reads the items of documents that were written
 * @param id the item's id
 * @param idField what the id is called in payloads of events and in JSON
 * @param kinds the kinds of event streams that feed the view
 * @param json the item as the API shows it
 */
record LiveView<Q extends Query<P>, P, V>(
        String projection,
        String event,
        Class<Q> query,
        Class<P> page,
        Class<V> item,
        Function<P, List<V>> items,
        Function<Collection<String>, List<V>> changed,
        Function<V, String> id,
        String idField,
        Set<String> kinds,
        Function<V, Object> json) {

    LiveView {
        kinds = Set.copyOf(kinds);
    }
}
