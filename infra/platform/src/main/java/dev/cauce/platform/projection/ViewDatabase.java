package dev.cauce.platform.projection;

import com.mongodb.ClientSessionOptions;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * A database in which views are found by their own names, in whatever collections they are kept: so a projection and
 * its queries need not know of generations, and none can forget to ask. A name is looked up each time that its
 * collection is asked for.
 */
public final class ViewDatabase implements MongoDatabaseFactory {

    private static final Set<String> NAMING = Set.of("getCollection", "createCollection");

    private final MongoDatabaseFactory stored;
    private final ViewNames names;

    /** @param stored the database as it is */
    public ViewDatabase(MongoDatabaseFactory stored, ViewNames names) {
        this.stored = stored;
        this.names = names;
    }

    @Override
    public MongoDatabase getMongoDatabase() {
        return named(stored.getMongoDatabase());
    }

    @Override
    public MongoDatabase getMongoDatabase(String name) {
        return named(stored.getMongoDatabase(name));
    }

    private MongoDatabase named(MongoDatabase database) {
        return (MongoDatabase) Proxy.newProxyInstance(
                ViewDatabase.class.getClassLoader(),
                new Class<?>[] {MongoDatabase.class},
                (proxy, method, arguments) -> {
                    @Nullable Object @Nullable [] given = arguments;
                    if (given != null && NAMING.contains(method.getName())) {
                        given = given.clone();
                        int name = given[0] instanceof ClientSession ? 1 : 0;
                        given[name] = names.collection(String.valueOf(given[name]));
                    }
                    try {
                        Object result = method.invoke(database, given);
                        return result instanceof MongoDatabase same ? named(same) : result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause() == null ? failed : failed.getCause();
                    }
                });
    }

    @Override
    public PersistenceExceptionTranslator getExceptionTranslator() {
        return stored.getExceptionTranslator();
    }

    @Override
    public CodecRegistry getCodecRegistry() {
        return stored.getCodecRegistry();
    }

    @Override
    public ClientSession getSession(ClientSessionOptions options) {
        return stored.getSession(options);
    }

    @Override
    public MongoDatabaseFactory withSession(ClientSession session) {
        return new ViewDatabase(stored.withSession(session), names);
    }

    @Override
    public boolean isTransactionActive() {
        return stored.isTransactionActive();
    }
}
